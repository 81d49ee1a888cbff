using System.Text;
using System.Text.Json;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Status;
using ZkAgent.Core.Tests.Health;

namespace ZkAgent.Core.Tests.Status;

public sealed class HistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Latency_is_the_mean_of_what_came_between_two_samples()
    {
        var (story, history) = (new HealthStory().Run(), new SampleHistory());
        history.Add(Sees(story, reads: (10, 5), writes: (100, 400), outstanding: 1).Health);
        history.Add(Sees(story.After(10), reads: (30, 15), writes: (102, 406), outstanding: 7).Health);

        var points = history.Since(story.Now - HistoryJson.Span);
        Assert.Equal((float.NaN, float.NaN, 1), (points[0].ReadMilliseconds, points[0].WriteMilliseconds, points[0].Outstanding));
        Assert.Equal((0.5f, 3f, 7), (points[1].ReadMilliseconds, points[1].WriteMilliseconds, points[1].Outstanding));
    }

    [Fact]
    public void Samples_of_one_interval_are_one_point_with_the_most_outstanding_requests()
    {
        var (story, history) = (new HealthStory().Run(), new SampleHistory());
        foreach (var outstanding in (ReadOnlySpan<int>)[2, 40, 3]) history.Add(Sees(story.After(1), (1, 1), (1, 1), outstanding).Health);
        Assert.Equal(40, Assert.Single(history.Since(story.Now - HistoryJson.Span)).Outstanding);
    }

    [Fact]
    public void A_restart_of_ZooKeeper_gives_no_mean()
    {
        var (story, history) = (new HealthStory().Run(), new SampleHistory());
        history.Add(Sees(story, (1000, 5), (1000, 5), 0).Health);
        history.Add(Sees(story.After(10), (2, 1), (0, 0), 0).Health);
        Assert.True(float.IsNaN(history.Since(story.Now - HistoryJson.Span)[^1].ReadMilliseconds));
    }

    [Fact]
    public void A_day_of_samples_leaves_the_last_hour_and_no_more()
    {
        var (story, history) = (new HealthStory().Run(), new SampleHistory());
        for (var i = 0; i < 8640; i++) history.Add(Sees(story.After(10), (i, i), (i, i), 1).Health);
        var points = history.Since(story.Now - HistoryJson.Span);
        Assert.Equal(SampleHistory.Capacity, points.Count);
        Assert.Equal(story.Now.ToUnixTimeSeconds(), points[^1].Second);
    }

    [Fact]
    public void The_whole_history_of_an_agent_is_less_than_64_KiB()
    {
        // Once, so that what the runtime makes at first use is not counted.
        _ = (new SampleHistory(), new LeaderHistory());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (samples, leaders) = (new SampleHistory(), new LeaderHistory());
        var made = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(made, 1, 16 * 1024);
        GC.KeepAlive((samples, leaders));
    }

    [Theory]
    [InlineData("""{"interval":10,"at":[10,20],"read":[0.5,null],"write":[null,3],"outstanding":[0,7]}""", true)]
    [InlineData("""{"interval":10,"at":[],"read":[],"write":[],"outstanding":[]}""", true)]
    [InlineData("""{"interval":10,"at":[10],"read":[1],"write":[1],"outstanding":[1],"later":"a column of a later version"}""", true)]
    [InlineData("""{"interval":10,"at":[10],"read":null,"write":[1],"outstanding":[1]}""", false)]
    [InlineData("""{"interval":10,"at":[10],"read":[1],"write":[1,2],"outstanding":[1]}""", false)]
    [InlineData("""{"interval":10,"at":[null],"read":[1],"write":[1],"outstanding":[1]}""", false)]
    [InlineData("""{"interval":10,"at":[10],"read":["1"],"write":[1],"outstanding":[1]}""", false)]
    [InlineData("""{"interval":10,"at":[1e999],"read":[1],"write":[1],"outstanding":[1]}""", false)]
    [InlineData("""{"interval":"10","at":[10],"read":[1],"write":[1],"outstanding":[1]}""", false)]
    [InlineData("""{"at":[10],"read":[1],"write":[1],"outstanding":[1]}""", false)]
    [InlineData("[]", false)]
    public void An_answer_that_is_no_history_is_told_apart(string answer, bool expected)
    {
        using var json = JsonDocument.Parse(answer);
        Assert.Equal(expected, HistoryJson.IsOfMember(json.RootElement));
    }

    [Fact]
    public void A_history_of_more_points_than_an_hour_has_is_none()
    {
        var column = string.Join(',', Enumerable.Repeat("1", SampleHistory.Capacity + 1));
        using var json = JsonDocument.Parse($$"""{"interval":10,"at":[{{column}}],"read":[{{column}}],"write":[{{column}}],"outstanding":[{{column}}]}""");
        Assert.False(HistoryJson.IsOfMember(json.RootElement));
    }

    [Fact]
    public void The_leader_that_is_seen_again_is_no_change_and_its_epoch_is_added_when_it_shows()
    {
        var history = new LeaderHistory();
        history.Saw(Noon, new(1), 4);
        history.Saw(Noon.AddSeconds(1), new(1), 4);
        history.Saw(Noon.AddSeconds(2), null, 4);
        // Before the first transaction of its epoch a member shows the old one.
        history.Saw(Noon.AddSeconds(3), new(2), 4);
        history.Saw(Noon.AddSeconds(9), new(2), 5);
        Assert.Equal(
            [new(Noon, new ServerId(1), 4), new(Noon.AddSeconds(2), null, null), new(Noon.AddSeconds(3), new ServerId(2), 5)],
            history.Since(Noon.AddHours(-1)));
    }

    [Fact]
    public void A_leader_that_was_elected_again_is_a_change()
    {
        var history = new LeaderHistory();
        history.Saw(Noon, new(1), 4);
        history.Saw(Noon.AddSeconds(5), new(1), 5);
        Assert.Equal([4, 5], history.Since(Noon.AddHours(-1)).Select(c => c.Epoch));
    }

    [Fact]
    public void What_was_true_when_the_hour_began_is_part_of_it()
    {
        var history = new LeaderHistory();
        history.Saw(Noon.AddHours(-5), new(1), 1);
        history.Saw(Noon.AddHours(-3), new(2), 2);
        history.Saw(Noon.AddMinutes(-10), new(3), 3);
        Assert.Equal([2, 3], history.Since(Noon.AddHours(-1)).Select(c => c.Leader!.Value));
    }

    [Fact]
    public void Of_more_changes_than_fit_the_newest_stay()
    {
        var history = new LeaderHistory();
        for (var i = 0; i < 1000; i++) history.Saw(Noon.AddSeconds(i), new(1 + i % 3), i + 1);
        Assert.Equal(1000, history.Since(Noon.AddHours(-1))[^1].Epoch);
    }

    [Fact]
    public void The_JSON_has_null_for_a_figure_that_is_not_there()
    {
        var json = Encoding.UTF8.GetString(HistoryJson.OfMember([new(1200, float.NaN, 1.234f, -1)]).Span);
        Assert.Equal("""{"interval":10,"at":[1200],"read":[null],"write":[1.23],"outstanding":[null]}""", json);
        using var parsed = JsonDocument.Parse(json);
        EnsembleServer server = new(new(1), "zk-0.zk-hs", 2888, 3888, ServerRole.Participant, 2181);
        using var whole = JsonDocument.Parse(HistoryJson.OfEnsemble(Noon, [server], _ => parsed.RootElement));
        Assert.Equal(1.23, whole.RootElement.GetProperty("members")[0].GetProperty("history").GetProperty("write")[0].GetDouble());
    }

    private static HealthStory Sees(HealthStory story, (long Count, long Sum) reads, (long Count, long Sum) writes, int outstanding) => story.Sees(
        $"{SrvrLabels.Mode}: follower\n",
        $"{MntrKeys.Outstanding}\t{outstanding}\n{MntrKeys.ReadLatencyCount}\t{reads.Count}\n{MntrKeys.ReadLatencySum}\t{reads.Sum}\n{MntrKeys.UpdateLatencyCount}\t{writes.Count}\n{MntrKeys.UpdateLatencySum}\t{writes.Sum}\n");
}
