using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>What the guard is for: the same accidents on plain ZooKeeper lose what was acknowledged. docs/data-guard.md has the table.</summary>
public sealed class WithoutTheGuardTests
{
    [Fact]
    public async Task Two_lost_volumes_and_a_late_third_lose_everything()
    {
        await using var story = await Three();
        await story.Write(through: 1);
        await story.Wipe(0, 1);
        await story.Lose(2);

        await Start(story, 0, 1);
        await Start(story, 2);

        await AccidentTable.HasRow("two of three volumes are lost, the third member is late", story, through: 2);
    }

    [Fact]
    public async Task A_stale_and_an_empty_member_lose_what_the_late_one_has()
    {
        await using var story = await Three();
        await story.Write(through: 1);
        await story.Lose(2);
        await PlainZooKeeper.Serve(story.Ensemble, 0, 1);
        await story.Write(through: 0);
        await story.Lose(0, 1);
        await story.Wipe(0);

        await Start(story, 0, 2);
        await Start(story, 1);

        await AccidentTable.HasRow("one member missed the last writes, one lost its volume, the one that has all is late", story, through: 1);
    }

    [Fact]
    public async Task One_server_that_becomes_three_loses_everything()
    {
        await using var story = new Story(await Ensemble.Prepare(3));
        await PlainZooKeeper.Start(story.Ensemble, [0], "ZK_REPLICAS=1");
        await PlainZooKeeper.Serve(story.Ensemble, 0);
        await story.Write(through: 0);

        await Start(story, 1, 2);
        await story.Lose(0);
        await Start(story, 0);

        await AccidentTable.HasRow("one server becomes three", story, through: 0);
    }

    [Fact]
    public async Task Another_ensembles_volume_takes_the_place_of_everything()
    {
        await using var other = await Three();
        await other.Lose(0, 1, 2);
        // Another start, another epoch: the newer one wins.
        await Start(other, 0, 1, 2);
        await other.Write(through: 0);
        await other.Lose(0, 1, 2);
        await using var story = await Three();
        await story.Write(through: 1);
        await story.Lose(0, 1, 2);
        await using var own = story.Ensemble.ExchangeVolume(0, other.Ensemble.VolumeOf(0));

        await Start(story, 0, 1);
        await Start(story, 2);

        await AccidentTable.HasRow("one member is given another ensemble's volume", story, through: 2);
    }

    private static async Task<Story> Three()
    {
        var story = new Story(await Ensemble.Prepare(3));
        await Start(story, 0, 1, 2);
        return story;
    }

    private static async Task Start(Story story, params int[] ordinals)
    {
        await PlainZooKeeper.Start(story.Ensemble, ordinals);
        await PlainZooKeeper.Serve(story.Ensemble, ordinals);
    }
}
