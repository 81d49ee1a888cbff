using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>The number of servers changes by one variable, as a StatefulSet does it: new pods first, then the old ones from the highest ordinal down.</summary>
public sealed class MembershipTests
{
    [Fact]
    public async Task One_server_that_becomes_three_loses_nothing_and_says_how_to_go_back()
    {
        await using var story = new Story(await Ensemble.Prepare(3));
        await story.Start([0], "ZK_REPLICAS=1");
        await story.Serve(0);
        await story.Write(through: 0);

        await story.Start(1, 2);
        await story.IsHeldBack(1, "the ensemble of zk-0 had one server and the list has 3");
        await story.IsHeldBack(2, "set ZK_REPLICAS and spec.replicas back to 1, nothing is lost");
        await story.HasEverything(0);
        await story.Start(0);
        await story.LooksForQuorum(0);
        await story.IsHeldBack(1, "the ensemble of zk-0 had one server and the list has 3");

        await story.Lose(0, 1, 2);
        await story.Start([0], "ZK_REPLICAS=1");
        await story.Serve(0);
        await story.HasEverything(0);
    }

    [Fact]
    public async Task Three_servers_that_become_one_are_refused_and_go_on_as_three()
    {
        await using var story = new Story(await Ensemble.Prepare(3));
        await story.Start(0, 1, 2);
        await story.Serve(0, 1, 2);
        await story.Write(through: 2);
        await story.Id();
        await story.Lose(0, 1, 2);

        await story.Start([0], "ZK_REPLICAS=1");
        var refusal = await story.Refuses(0);
        Assert.Contains("cannot use this volume with one participant: it last served with 3 (myids 1, 2, 3)", refusal, StringComparison.Ordinal);
        Assert.Contains("set ZK_REPLICAS and spec.replicas back", refusal, StringComparison.Ordinal);

        await story.Start(0, 1, 2);
        await story.EndWithEverything();
    }
}
