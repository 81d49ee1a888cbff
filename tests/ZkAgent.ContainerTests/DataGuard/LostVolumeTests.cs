using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>Volumes are lost; what was acknowledged is not.</summary>
public sealed class LostVolumeTests(ThreeMembers members) : IClassFixture<ThreeMembers>
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_member_that_lost_its_volume_fetches_everything_from_the_others(int wiped)
    {
        var story = await members.Begin();

        await story.Wipe(wiped);
        await story.Serve((wiped + 1) % 3);
        await story.Write(through: (wiped + 1) % 3);
        await story.Start(wiped);

        await story.Ensemble[wiped].WaitForLog("ZooKeeper starts without a vote and joins it", Ensemble.ToServe);
        await story.EndWithEverything();
    }

    [Fact]
    public async Task Two_that_lost_theirs_wait_for_the_third_and_vote_only_when_the_operator_says_so()
    {
        var story = await members.Begin();
        await story.Lose(0, 1, 2);
        await story.Wipe(0, 1);

        await story.Start(0, 1);
        await story.IsHeldBack(0, "waiting for zk-2: a first start needs all 3");
        await story.IsHeldBack(1, "waiting for zk-2: a first start needs all 3");

        // The one that has the data is no quorum: what another majority acknowledged without it would be gone.
        await story.Start(2);
        await story.IsHeldBack(0, "zk-2 has data, so a member without may not vote; waiting for a quorum of 2 members with data, 1 of them is here (zk-1 is empty)");
        await story.IsHeldBack(1, "zk-2 has data");
        await story.LooksForQuorum(2);

        // The operator knows that zk-2 was in sync. With one empty vote every quorum still needs zk-2.
        await story.Start([0], Override.Until("ZK_FORCE_BOOTSTRAP", TimeSpan.FromHours(1)));
        await story.EndWithEverything();
    }

    [Fact]
    public async Task An_override_for_all_waits_for_the_one_that_comes_back_late_with_the_data()
    {
        var story = await members.Begin();
        // Acknowledged is what two of three have, and those two lose theirs.
        await story.HasEverything(2);
        await story.Lose(0, 1, 2);
        await story.Wipe(0, 1);

        var forced = Override.Until("ZK_FORCE_BOOTSTRAP", TimeSpan.FromHours(1));
        await story.Start([0, 1], forced);
        await story.IsHeldBack(0, "ZK_FORCE_BOOTSTRAP waits 5 minutes for zk-2");
        await story.IsHeldBack(1, "ZK_FORCE_BOOTSTRAP waits 5 minutes for zk-2");
        await story.Start([2], forced);

        await story.EndWithEverything();
    }

    [Fact]
    public async Task A_stale_and_an_empty_member_wait_for_the_one_that_has_the_last_write()
    {
        var story = await members.Begin();
        await story.Lose(2);
        await story.Serve(0, 1);
        await story.Write(through: 0);
        await story.Lose(0, 1);
        await story.Wipe(0);

        await story.Start(0, 2);
        await story.IsHeldBack(0, "zk-2 has data, so a member without may not vote; waiting for a quorum of 2 members with data, 1 of them is here (zk-1");
        await story.LooksForQuorum(2);
        await story.Start(1);

        await story.EndWithEverything();
    }
}
