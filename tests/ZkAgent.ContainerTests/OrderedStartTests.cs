using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>A StatefulSet that creates each pod only when the one before is ready, played by hand.</summary>
public sealed class OrderedStartTests
{
    /// <summary>
    /// ZooKeeper gives up an election that began before all names resolved, and a quorum whose members stand still, only at its own limits:
    /// they are shorter here than by default.
    /// </summary>
    private static readonly string[] Settings = ["ZK_POD_MANAGEMENT=OrderedReady", "ZK_INIT_LIMIT=5", "ZK_SYNC_LIMIT=2"];

    [Fact]
    public async Task Ordered_pods_form_an_ensemble_at_first_and_after_a_full_outage_and_are_strict_otherwise()
    {
        await using var ensemble = await Ensemble.Prepare(3);
        await StartInOrder(ensemble);
        await ensemble[0].Write("/kept", "through-an-outage");

        foreach (var member in ensemble.Members.ToList()) await member.Kill("KILL");
        for (var i = 0; i < 3; i++) await ensemble.Remove(i);
        await StartInOrder(ensemble);
        Assert.Equal("through-an-outage", await ensemble[2].Read("/kept"));

        // All names resolve and the quorum is lost: no member waits for a pod that does not exist yet.
        await ensemble[1].SignalJava("STOP");
        await ensemble[2].SignalJava("STOP");
        await Poll.Until(async () => (await ensemble[0].Get("/readyz")) is { Status: 503 } ready && ready.Body.Contains("all pods exist", StringComparison.Ordinal),
            Ensemble.ToServe, async () => (await ensemble[0].Get("/readyz?verbose")).Body);
    }

    private static async Task StartInOrder(Ensemble ensemble)
    {
        for (var i = 0; i < 3; i++) await ensemble.Start(i, member => member.WithSettings(Settings).UntilReady());
        await Task.WhenAll(ensemble.Members.Select(member => member.WaitUntilServing()));
    }
}
