using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>A volume is lost while the network or an election is at work.</summary>
public sealed class PartitionTests(ThreeMembers members) : IClassFixture<ThreeMembers>
{
    [Fact]
    public async Task A_member_without_data_waits_until_the_one_that_is_cut_off_is_back()
    {
        var story = await members.Begin();
        var away = await story.Ensemble.Leader();
        var (wiped, left) = ((away + 1) % 3, (away + 2) % 3);
        await story.Ensemble.Dropped(away);
        await story.Serve(wiped, left);
        await story.Write(through: left);

        await story.Wipe(wiped);
        await story.Start(wiped);
        await story.IsHeldBack(wiped, $"zk-{left} has data, so a member without may not vote; waiting for a quorum of 2 members with data, 1 of them is here");
        await story.LooksForQuorum(left);

        await story.Ensemble.Heal(away);
        await story.EndWithEverything();
    }

    [Fact]
    public async Task A_leader_that_comes_back_with_an_empty_volume_while_the_others_elect_has_no_vote()
    {
        var story = await members.Begin();
        var leader = await story.Ensemble.Leader();

        await story.Wipe(leader);
        await story.Start(leader);

        await story.EndWithEverything();
        Assert.Contains("ZooKeeper starts without a vote and joins it", await story.Ensemble[leader].Logs(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_lost_its_volume_has_no_vote_when_all_start_at_once()
    {
        var story = await members.Begin();
        await story.Lose(0, 1, 2);
        await story.Wipe(2);

        await story.Start(0, 1, 2);

        await story.EndWithEverything();
        Assert.Contains("ZooKeeper starts without a vote and joins it", await story.Ensemble[2].Logs(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_volume_that_lost_its_data_and_kept_its_identity_says_that_it_served()
    {
        var story = await members.Begin();
        await story.Lose(0, 1, 2);
        await story.Ensemble.VolumeOf(1).Shell("rm -r /volume/data/version-2 /volume/log/version-2");

        await story.Start(1);
        await story.IsHeldBack(1, "has lost its data: its identity file says that zk-1 served with it");
        await story.Start(0, 2);

        await story.EndWithEverything();
    }
}
