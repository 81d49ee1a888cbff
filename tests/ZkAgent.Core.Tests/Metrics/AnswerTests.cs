using Xunit;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Tests.Metrics;

/// <summary>What the page says of a server that does not serve, or only half answers.</summary>
public sealed class AnswerTests
{
    private static readonly string Srvr = Health.RecordedAnswers.Text("3.9.3", "leader", "srvr");
    private static readonly string Mntr = Health.RecordedAnswers.Text("3.9.3", "leader", "mntr");

    [Fact]
    public void Not_serving_is_zk_up_0_and_no_other_series_of_ZooKeepers()
    {
        foreach (var format in Enum.GetValues<ExpositionFormat>())
        {
            var page = Strict.Read(Exposed.Recorded("3.9.3", "looking", format), format);
            var family = Assert.Single(page, f => !f.Name.StartsWith("zkagent_", StringComparison.Ordinal));
            Assert.Equal(("zk_up", "0"), (family.Name, Assert.Single(family.Samples).Value));
            Assert.Equal("looking", State(page));
        }
    }

    [Fact]
    public void An_answer_from_before_the_process_ended_is_not_told()
    {
        var process = new SupervisionSnapshot(ProcessPhase.BackingOff, Exposed.Asked, null, 1, ChildExit.Exited(3), "ZooKeeper ended")
        {
            LastMeaning = new("data_dir", "it cannot use its data directory"),
            RestartsByReason = System.Collections.Immutable.ImmutableDictionary<string, int>.Empty.Add("data_dir", 2),
        };
        var page = Strict.Read(Exposed.Page(Exposed.Health(null, process)), ExpositionFormat.Text);
        Assert.Equal("0", Value(page, "zk_up"));
        Assert.Equal("backing-off", State(page));
        Assert.Equal("3", Value(page, "zkagent_zookeeper_last_exit_code"));
        Assert.Equal("data_dir", Assert.Single(Family(page, "zkagent_zookeeper_last_exit_info").Samples)["reason"]);
        var restarts = Assert.Single(Family(page, "zkagent_zookeeper_restarts_total").Samples);
        Assert.Equal(("data_dir", "2"), (restarts["reason"], restarts.Value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(70)]
    [InlineData(200)]
    [InlineData(9000)]
    public void Half_an_mntr_is_not_told(int length)
    {
        // Wherever the cut is, but at the end of a line, which no server flushes at.
        var cut = Mntr[..(Mntr.IndexOf('\n', length) - 1)];
        var page = Strict.Read(Exposed.Page(Exposed.Health(Exposed.LookAt(Srvr, cut))), ExpositionFormat.Text);
        Assert.Equal("1", Value(page, "zk_up"));
        Assert.Equal("0", Value(page, "zkagent_look_complete"));
        Assert.DoesNotContain(page, f => f.Name is "zk_znode_count" or "zk_avg_latency");
        Assert.Equal("leader", Assert.Single(Family(page, "zk_server_state").Samples, s => s.Value == "1")["state"]);
    }

    [Fact]
    public void A_whole_mntr_is_told_as_whole() =>
        Assert.Equal("1", Value(Strict.Read(Exposed.Recorded("3.8.0", "follower"), ExpositionFormat.Text), "zkagent_look_complete"));

    [Fact]
    public void What_the_agent_does_not_know_is_absent()
    {
        var page = Strict.Read(Exposed.Page(Exposed.Health(Exposed.LookAt(Srvr, Mntr)), figures: new() { Version = "0.1.0", Supervises = false }), ExpositionFormat.Text);
        Assert.Equal(
            ["zkagent_build_info", "zkagent_health_state", "zkagent_health_state_seconds", "zkagent_look_complete", "zkagent_metrics_cut", "zkagent_probe_passing"],
            page.Select(f => f.Name).Where(n => n.StartsWith("zkagent_", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Another_number_of_participants_than_ours_is_a_disagreement()
    {
        var health = Exposed.Health(Exposed.LookAt(Srvr, Mntr));
        Assert.Equal("0", Value(Strict.Read(Exposed.Page(health), ExpositionFormat.Text), "zkagent_membership_disagreement"));
        Assert.Equal("1", Value(Strict.Read(Exposed.Page(health, figures: Exposed.Figures(health) with { Participants = 5 }), ExpositionFormat.Text), "zkagent_membership_disagreement"));
    }

    [Fact]
    public void Words_are_escaped()
    {
        var page = Exposed.Page(Exposed.Health(Exposed.LookAt("Mode: follower\n", "zk_version\ta\"b\\c\nzk_server_state\tfollower\n")));
        Assert.Contains("zk_version{version=\"a\\\"b\\\\c\"} 1\n", page, StringComparison.Ordinal);
        Strict.Read(page, ExpositionFormat.Text);
    }

    [Theory]
    [InlineData(ServerMode.Leader, "1")]
    [InlineData(ServerMode.Follower, "1")]
    [InlineData(ServerMode.Observer, "0")]
    public void A_role_tells_whether_the_server_votes(ServerMode mode, string votes) =>
        Assert.Equal(votes, Value(Strict.Read(Exposed.Recorded("3.8.0", mode.Word()), ExpositionFormat.Text), "zk_voting"));

    private static StrictFamily Family(IReadOnlyList<StrictFamily> page, string name) => Assert.Single(page, f => f.Name == name);

    private static string Value(IReadOnlyList<StrictFamily> page, string name) => Assert.Single(Family(page, name).Samples).Value;

    private static string? State(IReadOnlyList<StrictFamily> page) => Assert.Single(Family(page, "zkagent_health_state").Samples, s => s.Value == "1")["state"];
}
