using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Tests.Health;

namespace ZkAgent.Core.Tests.Peers;

public sealed class OrderedStartTests
{
    private static readonly HealthStory Looking = new HealthStory().Run().SeesReal("looking");

    [Fact]
    public void A_member_is_ready_while_the_next_pod_does_not_exist_and_no_member_serves()
    {
        var verdict = OrderedStart.Decide(Looking.Ready, leads: false, [Peer(serving: false)], "zk-1");

        Assert.True(verdict.Pass);
        Assert.Contains("zk-1 does not exist yet", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_not_ready_once_all_names_resolve()
    {
        var verdict = OrderedStart.Decide(Looking.Ready, leads: false, [Peer(serving: false)], missing: null);

        Assert.False(verdict.Pass);
        Assert.Contains("all pods exist", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_not_ready_next_to_a_quorum_that_it_is_not_in()
    {
        var verdict = OrderedStart.Decide(Looking.Ready, leads: false, [Peer(serving: true)], "zk-2");

        Assert.False(verdict.Pass);
        Assert.Contains("zk-0 serves in a quorum that this member is not in", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_server_that_looks_for_a_quorum_is_excused()
    {
        Assert.True(Applies(Looking));
        Assert.False(Applies(new HealthStory().Run()));
        Assert.False(Applies(new HealthStory().Run().SeesReal("follower").Sees(AnswerKind.TimedOut)));
        Assert.False(Applies(new HealthStory().Run().SeesReal("looking").Drain("leaving")));
        Assert.False(Applies(new HealthStory().Run().SeesReal("looking").After(1.1)));

        static bool Applies(HealthStory story) => OrderedStart.Applies(story.Health, story.Now);
    }

    private static PeerAnswer Peer(bool serving) => new(
        new EnsembleServer(new(1), "zk-0.zk-hs", 2888, 3888, ServerRole.Participant, 2181), new(new(1), "zk-0.zk-hs", serving, Leading: false, Draining: false, ""), "");
}
