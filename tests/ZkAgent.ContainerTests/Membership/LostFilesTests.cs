using Xunit;
using ZkAgent.ContainerTests.Containers;
using ZkAgent.ContainerTests.DataGuard;

namespace ZkAgent.ContainerTests.Membership;

/// <summary>The other column of <see cref="WithoutMembershipFilesTests"/>: with the agent, an old list makes no quorum.</summary>
public sealed class LostFilesTests
{
    private const string Dynamic = "ZK_MEMBERSHIP=dynamic", Files = "/var/lib/zookeeper/data/membership";

    [Fact]
    public async Task Two_of_five_that_lost_their_lists_wait_for_the_others_and_nothing_is_lost()
    {
        await using var story = new Story(await Ensemble.Prepare(5));
        await story.Start([0, 1, 2, 3, 4], Dynamic);
        await story.Serve(0, 1, 2, 3, 4);
        await story.Write(through: 2);
        foreach (var ordinal in (int[])[0, 1]) Assert.Equal(0, (await story.Ensemble[ordinal].Exec("rm", "-rf", Files)).ExitCode);
        await story.Lose(0, 1);
        await story.Write(through: 2);
        await story.Lose(2, 3, 4);

        await story.Start([0, 1], Dynamic, "ZK_REPLICAS=3");
        await story.IsHeldBack(0, "an old list could roll back what was acknowledged");
        await story.IsHeldBack(1, "an old list could roll back what was acknowledged");
        await story.Start([2, 3, 4], Dynamic);

        await story.EndWithEverything();
    }
}
