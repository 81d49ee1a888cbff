using Xunit;
using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Tests.Health;

public sealed class ProbesTests
{
    private const string Leader = "Mode: leader\nZxid: 0x200000001\n";

    [Fact]
    public void A_database_that_loads_for_an_hour_is_live_and_not_started()
    {
        var story = new HealthStory().Run();
        for (var minute = 0; minute < 60; minute++)
        {
            story.After(60).Sees(AnswerKind.TimedOut);
            Assert.True(story.Live.Pass);
            Assert.False(story.Startup.Pass);
        }

        Assert.Contains("59 min", new HealthStory().Run().After(59 * 60).Sees(AnswerKind.TimedOut).Startup.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Live_fails_after_thirty_mute_seconds_of_a_server_that_once_answered_and_heals_with_an_answer()
    {
        var story = new HealthStory().Run().SeesReal("follower");
        for (var second = 0; second < 30; second += 3) Assert.True(story.After(3).Sees(AnswerKind.TimedOut).Live.Pass);
        story.After(3).Sees(AnswerKind.TimedOut);
        Assert.False(story.Live.Pass);
        Assert.Equal("ZooKeeper answered before and is unresponsive for 30 s now: no answer within 2 s", story.Live.Sentence);
        Assert.True(story.After(1).SeesReal("looking").Live.Pass);
    }

    [Fact]
    public void A_machine_that_slept_for_an_hour_between_two_mute_looks_proves_nothing()
    {
        var story = new HealthStory().Run().SeesReal("follower").After(3).Sees(AnswerKind.TimedOut).After(3600).Sees(AnswerKind.TimedOut);
        Assert.True(story.Live.Pass);
    }

    [Theory]
    [InlineData(AnswerKind.Empty)]
    [InlineData(AnswerKind.Reset)]
    public void A_limit_of_connections_never_fails_live_and_always_fails_ready(AnswerKind kind)
    {
        var story = new HealthStory().Run().SeesReal("follower");
        for (var i = 0; i < 100; i++) Assert.True(story.After(3).Sees(kind).Live.Pass);
        Assert.False(story.Ready.Pass);
    }

    [Fact]
    public void A_missing_quorum_never_fails_live()
    {
        var story = new HealthStory().Run().SeesReal("leader").After(86_400).SeesReal("looking");
        Assert.True(story.Live.Pass);
        Assert.True(story.Startup.Pass);
        Assert.False(story.Ready.Pass);
    }

    [Theory]
    [InlineData(ProcessPhase.Preparing, true)]
    [InlineData(ProcessPhase.BackingOff, true)]
    [InlineData(ProcessPhase.Stopping, true)]
    [InlineData(ProcessPhase.Ended, false)]
    public void Live_fails_only_for_the_process_that_is_not_coming_back(ProcessPhase phase, bool live)
    {
        var story = new HealthStory().Run().SeesReal("follower").Process(phase, sentence: "the supervisor says so");
        Assert.Equal(live, story.Live.Pass);
        Assert.False(story.Ready.Pass);
        Assert.Equal("the supervisor says so", story.Ready.Sentence);
    }

    [Theory]
    [InlineData("leader")]
    [InlineData("follower")]
    [InlineData("observer")]
    [InlineData("standalone")]
    public void Every_serving_role_is_ready(string role) => Assert.True(new HealthStory(role == "standalone").Run().SeesReal(role).Ready.Pass);

    [Fact]
    public void Read_only_is_not_ready() => Assert.False(new HealthStory().Run().SeesReal("read-only").Ready.Pass);

    [Theory]
    [InlineData(5, 2, 0, true)]
    [InlineData(5, 1, 0, false)]
    [InlineData(3, 0, 0, false)]
    [InlineData(3, 2, 2, false)] // Both are removed members that still follow.
    [InlineData(4, 2, 0, true)]
    [InlineData(4, 1, 0, false)]
    [InlineData(1, 0, 0, true)] // A quorum of one, standaloneEnabled=false.
    public void A_leader_is_ready_once_enough_voting_followers_are_in_sync(int voters, int followers, int nonVoting, bool ready)
    {
        var story = new HealthStory().Run().Sees(Leader, $"zk_server_state\tleader\nzk_peer_state\tleading - broadcast\nzk_quorum_size\t{voters}\nzk_synced_followers\t{followers}\nzk_synced_non_voting_followers\t{nonVoting}\n");
        Assert.Equal(ready, story.Ready.Pass);
        Assert.Equal(ready ? HealthState.Serving : HealthState.Syncing, story.State);
    }

    [Fact]
    public void A_follower_is_ready_in_the_broadcast_phase_only()
    {
        var story = new HealthStory().Run().Sees("Mode: follower\nZxid: 0x100000000\n", "zk_server_state\tfollower\nzk_peer_state\tfollowing - synchronization - snap\n");
        Assert.False(story.Ready.Pass);
        Assert.Contains("following - synchronization - snap", story.Ready.Sentence, StringComparison.Ordinal);
        Assert.True(story.Sees("Mode: follower\nZxid: 0x100000000\n", "zk_server_state\tfollower\nzk_peer_state\tfollowing - broadcast - snap\n").Ready.Pass);
    }

    [Fact]
    public void A_zxid_of_minus_one_is_not_ready() =>
        Assert.False(new HealthStory().Run().Sees("Mode: follower\nZxid: 0xffffffffffffffff\n").Ready.Pass);

    [Fact]
    public void A_look_older_than_a_second_proves_nothing()
    {
        var story = new HealthStory().Run().SeesReal("follower").After(1);
        Assert.True(story.Ready.Pass);
        story.After(0.5);
        Assert.False(story.Ready.Pass);
        Assert.Equal("ZooKeeper does not answer now: its last answer is 1.5 s old, readiness takes one of at most 1 s", story.Ready.Sentence);
    }

    [Fact]
    public void Draining_is_not_ready_at_once_and_stays_live()
    {
        var story = new HealthStory().Run().SeesReal("leader").Drain("it is told to leave");
        Assert.Equal((HealthState.Draining, false, "it is told to leave"), (story.State, story.Ready.Pass, story.Ready.Sentence));
        Assert.True(story.Live.Pass);
    }

    [Fact]
    public void A_verbose_body_lists_every_check_as_the_API_server_does()
    {
        var story = new HealthStory().Run().Sees(Leader, "zk_server_state\tleader\nzk_quorum_size\t3\nzk_synced_followers\t0\n");
        Assert.Equal("""
            [+]process ok: a sentence of the supervisor's
            [+]draining ok: no
            [+]mode ok: ZooKeeper is leader
            [-]quorum failed: ZooKeeper leads with 0 synced voting followers, short of the 1 that a quorum of 3 voters needs
            [+]zxid ok: 0x200000001
            [+]sample ok: answered in 2 ms
            readyz check failed: ZooKeeper leads with 0 synced voting followers, short of the 1 that a quorum of 3 voters needs

            """, story.Ready.VerboseBody);
    }
}
