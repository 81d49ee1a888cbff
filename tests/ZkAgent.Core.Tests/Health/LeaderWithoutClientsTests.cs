using System.Text;
using System.Text.Json;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Status;
using ZkAgent.Core.Tests.Metrics;

namespace ZkAgent.Core.Tests.Health;

/// <summary>leaderServes=no: the leader says "not serving" to clients and to four-letter words, by design.</summary>
public sealed class LeaderWithoutClientsTests
{
    private const int Voters = 3, Needed = 1;

    private static readonly Sample Refusing = new(DateTimeOffset.UnixEpoch, default, FourLetterAnswer.OfText("srvr", FourLetterWords.NotServing), null);

    private static readonly EnsembleServer[] Servers = [.. Enumerable.Range(0, Voters).Select(i => new EnsembleServer(new(i + 1), $"zk-{i}.zk-hs", 2888, 3888, ServerRole.Participant, 2181))];

    [Theory]
    [InlineData(true, 2, true)]
    [InlineData(true, 1, true)]
    [InlineData(true, 0, false)]
    [InlineData(false, 2, false)]
    public void It_is_recognised_by_its_quorum_port_once_a_quorum_is_connected(bool listens, int connected, bool leads)
    {
        var report = LeaderWithoutClients.Recognise(Refusing, new(listens, connected), Needed).Report;
        Assert.Equal(leads ? new ServerReport { Mode = ServerMode.Leader, ServesClients = false, Learners = connected } : null, report);
    }

    [Fact]
    public void A_server_that_serves_or_says_nothing_is_judged_by_its_own_words()
    {
        var serves = new Sample(DateTimeOffset.UnixEpoch, default, FourLetterAnswer.OfText("srvr", "Mode: follower\n"), null);
        var silent = new Sample(DateTimeOffset.UnixEpoch, default, FourLetterAnswer.Without(AnswerKind.TimedOut, "no answer within 2 s"), null);
        foreach (var sample in new[] { serves, silent }) Assert.Same(sample, LeaderWithoutClients.Recognise(sample, new(true, 2), Needed));
    }

    [Fact]
    public void It_is_live_and_started_and_not_ready_until_it_is_told_to_be()
    {
        var story = Leader();
        Assert.Equal((HealthState.Leading, "ZooKeeper leads the quorum and serves no clients, because leaderServes=no; 2 members follow it"), (story.State, story.Health.Sentence));
        Assert.True(story.Live.Pass);
        Assert.True(story.Startup.Pass);
        Assert.False(story.Ready.Pass);
        Assert.Equal("ZooKeeper leads the quorum and serves no clients, because leaderServes=no; ZK_LEADER_READY=true would call it ready", story.Ready.Sentence);

        var told = Leader(ready: true);
        Assert.True(told.Ready.Pass);
        Assert.Equal(told.Health.Sentence, told.Ready.Sentence);
        Assert.False(told.After(1.1).Ready.Pass);
        Assert.False(told.Drain("leaving").Ready.Pass);
    }

    [Fact]
    public void A_leader_that_loses_its_members_looks_for_a_quorum_again() =>
        Assert.Equal(HealthState.Looking, Leader().After(1).Sees(LeaderWithoutClients.Recognise(Refusing, new(true, 0), Needed)).State);

    [Fact]
    public void Peers_hear_that_it_serves_in_the_quorum_and_leads_it()
    {
        var report = MemberReportBuilder.Of(new(3), "zk-2.zk-hs", Leader().Health);
        Assert.True(report is { Serving: true, Leading: true, HeldBack: false });
    }

    [Fact]
    public void It_is_not_left_out_however_long_it_leads()
    {
        var story = Leader().After(86_400).Sees(Recognised());
        Assert.Null(IsolatedMember.Decide(story.Health, story.Now, TimeSpan.FromSeconds(20), null, LocalMember(2), []));
    }

    [Fact]
    public void A_member_that_is_left_out_of_its_quorum_is_noticed()
    {
        var story = new HealthStory().Run().SeesReal("looking").After(3600).SeesReal("looking");
        PeerAnswer[] peers = [.. Servers.Skip(1).Select(s => new PeerAnswer(s, MemberReportBuilder.Of(s.Id, s.Host, s.Id.Value == 3 ? Leader().Health : new HealthStory().Run().SeesReal("follower").Health), ""))];
        Assert.NotNull(IsolatedMember.Decide(story.Health, story.Now, TimeSpan.FromSeconds(20), null, LocalMember(0), peers));
    }

    [Fact]
    public void Its_agent_tells_it_in_the_status_and_the_table_counts_it()
    {
        var told = AgentStatus.Parse(Encoding.UTF8.GetString(AgentStatusJson.Write(new("1", LocalMember(2), new MemberNames([Servers[2].Host], AnswersToAny: false)), Leader().Health, VolumeTimeout.Check(null), AgentDetails.None, DateTimeOffset.UnixEpoch).Span))!;
        Assert.True(told.Report is { Mode: ServerMode.Leader, ServesClients: false });

        var follower = new HealthStory().Run().SeesReal("follower").Health.Seen.Sample!;
        var view = EnsembleView.Of(LocalMember(0).Topology, [new(Servers[0], follower), new(Servers[1], follower), new(Servers[2], Sample.Told(DateTimeOffset.UnixEpoch, default, told.State, told.Report))]);
        Assert.True(view.HasQuorum);
        Assert.Equal("3 of 3 voters serve, zk-2 leads", view.Sentence);
        Assert.Equal(new MemberState("leader, serves no clients", StateTone.Good), view.Rows[2].State);
        Assert.Equal("yes", view.Rows[2].InSync);
    }

    [Fact]
    public void A_status_of_an_agent_that_does_not_know_of_it_serves_clients()
    {
        using var json = JsonDocument.Parse("""{"mode":"leader"}""");
        Assert.True(ReportJson.Read(json.RootElement)!.ServesClients);
    }

    [Fact]
    public void Metrics_have_none_of_zookeepers_numbers_then() =>
        Assert.Equal(Exposed.Page(new HealthStory().Run().SeesReal("looking").Health), Exposed.Page(Leader().Health));

    [Fact]
    public void While_pods_are_created_in_order_it_is_ready_until_the_last_one_exists()
    {
        var story = Leader();
        Assert.True(OrderedStart.Applies(story.Health, story.Now));
        var peers = new[] { new PeerAnswer(Servers[0], MemberReportBuilder.Of(Servers[0].Id, Servers[0].Host, new HealthStory().Run().SeesReal("follower").Health), "") };
        var verdict = OrderedStart.Decide(story.Ready, leads: true, peers, "zk-2");
        Assert.True(verdict.Pass);
        Assert.StartsWith("ready although it serves no clients", verdict.Sentence, StringComparison.Ordinal);
        Assert.False(OrderedStart.Decide(story.Ready, leads: true, peers, missing: null).Pass);
    }

    private static HealthStory Leader(bool ready = false) => new HealthStory { LeaderReady = ready }.Run().Sees(Recognised());

    private static Sample Recognised() => LeaderWithoutClients.Recognise(Refusing, new(true, 2), Needed);

    private static LocalMember LocalMember(int ordinal) => new(new(Servers), Servers[ordinal], Standalone: false);
}
