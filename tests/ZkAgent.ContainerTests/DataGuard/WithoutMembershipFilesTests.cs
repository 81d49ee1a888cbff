using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>Why the list of members is on the volume, and is never made of the settings again: plain ZooKeeper with an old list.</summary>
public sealed class WithoutMembershipFilesTests
{
    [Fact]
    public async Task Two_of_five_with_an_old_list_of_three_are_a_quorum_and_roll_back_what_the_others_acknowledged()
    {
        await using var story = new Story(await Ensemble.Prepare(5));
        await PlainReconfigured.Serve(story.Ensemble, [0, 1, 2], servers: 3);
        await PlainReconfigured.Serve(story.Ensemble, [3, 4], servers: 5);
        await PlainReconfigured.Add(story.Ensemble, 3, 4);
        await story.Write(through: 2);
        await PlainReconfigured.LoseFiles(story.Ensemble, 0, 1);
        await story.Lose(0, 1);
        await story.Write(through: 2);
        await story.Lose(2, 3, 4);

        await PlainReconfigured.Serve(story.Ensemble, [0, 1], servers: 3);
        await PlainReconfigured.Serve(story.Ensemble, [2, 3, 4], servers: 5);

        await AccidentTable.HasRow("two of five members restart from an old list", story, through: 2);
    }
}
