using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Departure;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Tests.Protocol;

namespace ZkAgent.Core.Tests.Metrics;

/// <summary>What the page says of a server that does not serve, or only half answers.</summary>
public sealed class AnswerTests
{
    private static readonly string Srvr = RecordedAnswers.Text("3.9.3", "leader", "srvr");
    private static readonly string Mntr = RecordedAnswers.Text("3.9.3", "leader", "mntr");

    [Fact]
    public void Not_serving_is_zk_up_0_and_no_other_series_of_ZooKeepers()
    {
        foreach (var format in Enum.GetValues<ExpositionFormat>())
        {
            var page = Strict.Read(Exposed.Recorded("3.9.3", "looking", format), format);
            var family = Assert.Single(page);
            Assert.Equal(("zk_up", "0"), (family.Name, Assert.Single(family.Samples).Value));
        }
    }

    [Fact]
    public void An_answer_from_before_the_process_ended_is_not_told()
    {
        var process = new SupervisionSnapshot(ProcessPhase.BackingOff, Exposed.Asked, null, 1, ChildExit.Exited(3), "ZooKeeper ended");
        Assert.Equal("0", Value(Strict.Read(Exposed.Page(Exposed.Health(null, process)), ExpositionFormat.Text), "zk_up"));
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
        var page = Strict.Read(Exposed.Page(Exposed.Health(Exposed.SampleAt(Srvr, cut))), ExpositionFormat.Text);
        Assert.Equal("1", Value(page, "zk_up"));
        Assert.Equal("0", Value(page, "zkagent_mntr_complete"));
        Assert.DoesNotContain(page, f => f.Name is "zk_znode_count" or "zk_avg_latency");
        Assert.Equal("leader", Assert.Single(Family(page, "zk_server_state").Samples, s => s.Value == "1")["state"]);
    }

    [Fact]
    public void A_whole_mntr_is_told_as_whole() =>
        Assert.Equal("1", Value(Strict.Read(Exposed.Recorded("3.8.0", "follower"), ExpositionFormat.Text), "zkagent_mntr_complete"));

    [Fact]
    public void Words_are_escaped()
    {
        var page = Exposed.Page(Exposed.Health(Exposed.SampleAt("Mode: follower\n", "zk_version\ta\"b\\c\nzk_server_state\tfollower\n")));
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
}
