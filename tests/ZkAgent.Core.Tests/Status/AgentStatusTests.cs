using System.Text;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Status;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Tests.Health;

namespace ZkAgent.Core.Tests.Status;

/// <summary>What one agent tells another of its server: written by the one, read by the other.</summary>
public sealed class AgentStatusTests
{
    private static readonly EnsembleServer Self = new(new(3), "zk-2.zk-hs", 2888, 3888, ServerRole.Participant, 2181, "127.0.0.1");

    [Theory]
    [InlineData("leader")]
    [InlineData("follower")]
    [InlineData("observer")]
    [InlineData("read-only")]
    public void A_report_comes_through_as_it_was(string state)
    {
        var story = new HealthStory().Run().After(1).SeesReal(state);
        var told = Told(story);
        Assert.Equal(3, told.Id);
        var own = story.Health.Seen.Sample!.Report!;
        // Of the rest of the report status shows nothing.
        Assert.Equal(own with { Mntr = "", Uptime = null, Latency = null }, told.Report! with { Uptime = null, Latency = null });
        Assert.Equal(own.Latency?.ToString(), told.Report!.Latency?.ToString());
    }

    [Fact]
    public void It_looks_in_the_table_as_if_it_had_been_asked_directly()
    {
        var story = new HealthStory().Run().After(1).SeesReal("leader");
        var direct = Row(story.Health.Seen.Sample!);
        var told = Row(Sample.Told(default, default, Told(story).State, Told(story).Report));
        Assert.Equal(direct with { Member = told.Member }, told);
    }

    [Fact]
    public void A_server_without_a_report_has_a_state()
    {
        Assert.Equal("looking for a quorum", StateOf(new HealthStory().Run().After(1).SeesReal("looking")));
        Assert.Equal("loading", StateOf(new HealthStory().Run()));
        Assert.Equal("backing-off", StateOf(new HealthStory().Run().Process(ProcessPhase.BackingOff)));

        static string StateOf(HealthStory story) => Row(Sample.Told(default, default, Told(story).State, Told(story).Report)).State.Text;
    }

    [Fact]
    public void The_reason_of_a_server_that_does_not_serve_is_told_with_the_table()
    {
        var told = Told(new HealthStory().Run().Process(ProcessPhase.HeldBack, sentence: "held back: tls.key is missing"));
        var sample = Sample.Told(default, default, told.State, told.Report, told.Sentence);

        Assert.Contains("zk-2 does not serve: held back: tls.key is missing", EnsembleView.Of(new EnsembleTopology([Self]), [new(Self, sample)]).Warnings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"server":{"myid":"three"},"health":{"state":"serving"},"sample":null}""")]
    [InlineData("""{"server":{"myid":3},"health":{"state":"serving"},"sample":{"report":{"mode":7}}}""")]
    [InlineData("""{"server":{"myid":3},"health":{"state":"serving"},"sample":{"report":"leader"}}""")]
    public void What_is_no_status_is_none(string body) => Assert.Null(AgentStatus.Parse(body));

    [Fact]
    public void Names_that_are_not_known_yet_are_passed_over() =>
        Assert.Equal(new(3, "serving", "", new ServerReport { Mode = ServerMode.Leader }),
            AgentStatus.Parse("""{"new":[1,{}],"server":{"myid":3,"new":1},"health":{"state":"serving"},"sample":{"report":{"mode":"leader","new":{}}}}"""));

    private static AgentStatus Told(HealthStory story) => AgentStatus.Parse(Encoding.UTF8.GetString(
        AgentStatusJson.Write(new("0.1.0", new(new([Self]), Self, Standalone: false), new([Self.Host], AnswersToAny: false)), story.Health, VolumeTimeout.Check(null), AgentDetails.None, story.Now).Span))!;

    private static MemberRow Row(Sample sample)
    {
        var member = new MemberSample(Self, sample);
        return MemberRow.Of(member, Leadership.TrueLeader([member]));
    }
}
