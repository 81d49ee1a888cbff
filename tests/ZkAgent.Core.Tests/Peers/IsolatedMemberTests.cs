using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Tests.Health;

namespace ZkAgent.Core.Tests.Peers;

public sealed class IsolatedMemberTests
{
    private static readonly TimeSpan Joining = TimeSpan.FromSeconds(20);
    private static readonly LocalMember LocalMember = LocalMemberOf(3);

    [Fact]
    public void A_member_left_out_of_a_quorum_for_long_is_started_again()
    {
        var order = Decide(LookingFor(IsolatedMember.Timeout(Joining)), [Leads(1), Follows(2)]);

        Assert.Equal(new RestartOrder(RestartCause.IsolatedMember, "it has looked for a quorum for 2 min while 2 other voters have one under zk-0"), order);
    }

    [Fact]
    public void Not_while_it_may_still_be_joining() =>
        Assert.Null(Decide(LookingFor(IsolatedMember.Timeout(Joining) - TimeSpan.FromSeconds(1)), [Leads(1), Follows(2)]));

    [Fact]
    public void Not_when_no_member_has_a_quorum() =>
        Assert.Null(Decide(LookingFor(TimeSpan.FromHours(1)), [Samples(1), Samples(2)]));

    [Fact]
    public void Not_on_the_word_of_a_leader_without_enough_followers() =>
        Assert.Null(Decide(LookingFor(TimeSpan.FromHours(1)), [Leads(1), Silent(2)]));

    [Fact]
    public void Not_again_soon_after_it_was_done()
    {
        var story = LookingFor(TimeSpan.FromHours(1));

        Assert.Null(Decide(story, [Leads(1), Follows(2)], story.Now - IsolatedMember.BetweenRestarts + TimeSpan.FromSeconds(1)));
        Assert.NotNull(Decide(story, [Leads(1), Follows(2)], story.Now - IsolatedMember.BetweenRestarts));
    }

    [Fact]
    public void Not_a_member_that_serves()
    {
        var story = new HealthStory().Run().SeesReal("follower").After(3600);

        Assert.Null(Decide(story, [Leads(1), Follows(2)]));
    }

    private static HealthStory LookingFor(TimeSpan time) =>
        new HealthStory().Run().SeesReal("looking").After(time.TotalSeconds).SeesReal("looking");

    private static RestartOrder? Decide(HealthStory story, PeerAnswer[] peers, DateTimeOffset? last = null) =>
        IsolatedMember.Decide(story.Health, story.Now, Joining, last, LocalMember, peers);

    private static PeerAnswer Leads(int id) => Answer(id, serving: true, leading: true);

    private static PeerAnswer Follows(int id) => Answer(id, serving: true, leading: false);

    private static PeerAnswer Samples(int id) => Answer(id, serving: false, leading: false);

    private static PeerAnswer Silent(int id) => new(LocalMember.Topology.Servers[id - 1], null, "does not answer");

    private static PeerAnswer Answer(int id, bool serving, bool leading) =>
        new(LocalMember.Topology.Servers[id - 1], new(new(id), "zk", serving, leading, Draining: false, ""), "");

    private static LocalMember LocalMemberOf(int self)
    {
        var topology = new EnsembleTopology([.. Enumerable.Range(1, 3).Select(id =>
            new EnsembleServer(new(id), $"zk-{id - 1}.zk-hs", 2888, 3888, ServerRole.Participant, 2181))]);
        return new(topology, topology.Servers[self - 1], Standalone: false);
    }
}
