using Xunit;
using ZkAgent.ContainerTests.Containers;
using ZkAgent.ContainerTests.DataGuard;

namespace ZkAgent.ContainerTests.Membership;

/// <summary>Members whose list ZooKeeper keeps, without an API server: ZK_REPLICAS says how many found the ensemble.</summary>
public sealed class DynamicMembershipTests
{
    private const string Dynamic = "ZK_MEMBERSHIP=dynamic";

    [Fact]
    public async Task Three_members_found_one_ensemble_and_a_voter_that_lost_its_volume_votes_again()
    {
        await using var story = new Story(await Ensemble.Prepare(3));
        await story.Start([0, 1, 2], Dynamic);
        await story.Serve(0, 1, 2);
        await VoterList.Await(story, 0, 1, 2, 3);
        await story.Write(through: 1);
        await story.Id();

        await story.Wipe(0);
        await story.Start([0], Dynamic);
        await story.Serve(0);
        await VoterList.Await(story, 0, 1, 2, 3);
        await story.EndWithEverything();
    }

    [Fact]
    public async Task Members_whose_lists_are_gone_join_a_quorum_and_are_held_back_where_there_is_none()
    {
        await using var story = new Story(await Ensemble.Prepare(3));
        await story.Start([0, 1, 2], Dynamic);
        await story.Serve(0, 1, 2);
        await story.Write(through: 2);
        await story.Id();

        await LoseLists(story, 1);
        await story.Start([1], Dynamic);
        await story.Serve(1);
        await VoterList.Await(story, 1, 1, 2, 3);

        await story.Lose(0);
        await LoseLists(story, 1, 2);
        await story.Start([1, 2], Dynamic);
        await story.IsHeldBack(1, "an old list could roll back what was acknowledged");
        await story.IsHeldBack(2, "an old list could roll back what was acknowledged");
        await story.Start([0], Dynamic);
        await story.IsHeldBack(1, "no quorum serves; waiting for a quorum to join");

        await story.Lose(1, 2);
        await story.Start([1, 2], Dynamic, Override.Until("ZK_FORCE_VOLUME", TimeSpan.FromMinutes(10)));
        await story.EndWithEverything();
        await VoterList.Await(story, 2, 1, 2, 3);
    }

    [Fact]
    public async Task An_ensemble_changes_to_dynamic_membership_and_back_by_rolling_restarts()
    {
        await using var story = new Story(await Ensemble.Prepare(3));
        await story.Start(0, 1, 2);
        await story.Serve(0, 1, 2);
        await story.Write(through: 0);
        await story.Id();

        foreach (var ordinal in new[] { 2, 1, 0 })
        {
            await story.Ensemble[ordinal].Stop();
            await story.Start([ordinal], Dynamic);
            await story.Serve(0, 1, 2);
        }
        await VoterList.Await(story, 0, 1, 2, 3);
        await story.Write(through: 1);
        foreach (var ordinal in new[] { 2, 1, 0 })
        {
            await story.Ensemble[ordinal].Stop();
            await story.Start(ordinal);
            await story.Serve(0, 1, 2);
        }
        await story.EndWithEverything();
    }

    [Fact]
    public async Task A_static_list_that_differs_from_the_configuration_is_refused_with_both()
    {
        await using var story = new Story(await Ensemble.Prepare(3));
        await story.Start([0, 1, 2], Dynamic);
        await story.Serve(0, 1, 2);
        await story.Write(through: 0);
        await story.Ensemble[2].Stop();

        await story.Start([2], "ZK_REPLICAS=4");
        Assert.Equal(78, await story.Ensemble[2].WaitForExit(Ensemble.ToServe));
        Assert.Contains("the settings list zk-0, zk-1, zk-2, zk-3, and configuration ", await story.Ensemble[2].Logs(), StringComparison.Ordinal);

        await story.Start([2], Dynamic);
        await story.EndWithEverything();
    }

    [Fact]
    public async Task A_standalone_server_goes_on_with_its_data_as_a_member_that_others_can_join()
    {
        await using var story = new Story(await Ensemble.Prepare(2));
        await story.Start([0], "ZK_REPLICAS=1");
        await story.Serve(0);
        await story.Write(through: 0);
        await story.Ensemble[0].Stop();

        await story.Start([0], Dynamic, "ZK_REPLICAS=1");
        await story.Serve(0);
        await VoterList.Await(story, 0, 1);
        await story.Start([1], Dynamic, "ZK_REPLICAS=2");
        await story.Serve(1);
        await story.HasEverything(1);
    }

    /// <summary>Ends members and removes their lists.</summary>
    private static async Task LoseLists(Story story, params int[] ordinals)
    {
        foreach (var ordinal in ordinals)
        {
            await story.Ensemble[ordinal].Exec("rm", "-r", VoterList.Directory);
            await story.Lose(ordinal);
        }
    }
}
