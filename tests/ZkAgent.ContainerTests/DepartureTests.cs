using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>The departure gate on real ensembles: who may leave, who waits, and for what.</summary>
public sealed class DepartureTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_member_waits_for_the_one_that_is_missing_and_then_leaves()
    {
        await using var ensemble = await Ensemble.Serving(3, member => member.WithSettings("ZK_GRACE_PERIOD=120s"));
        await ensemble[2].Kill("KILL");
        await ensemble.WaitForQuorumOf(0, 1);

        await ensemble[0].Kill("TERM");

        await ensemble[0].WaitForLog("waiting: a stop now would leave 1 of 3 voters in sync and a quorum needs 2; zk-2", Soon);
        Assert.Equal(503, (await ensemble[0].Get("/readyz")).Status);
        Assert.Equal(200, (await ensemble[0].Get("/livez")).Status);
        Assert.NotNull(await ensemble[0].Mode());
        await ensemble[2].Start();
        Assert.Equal(0, await ensemble[0].WaitForExit(Ensemble.ToServe));
        Assert.Contains("leaving: 2 of 3 voters stay in sync", await ensemble[0].Logs(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_waits_in_vain_obeys_at_the_deadline()
    {
        await using var ensemble = await Ensemble.Serving(3, member => member.WithSettings("ZK_GRACE_PERIOD=10s"));
        await ensemble[2].Kill("KILL");
        await ensemble.WaitForQuorumOf(0, 1);

        await ensemble[0].Kill("TERM");

        Assert.Equal(0, await ensemble[0].WaitForExit(Soon));
        var log = await ensemble[0].Logs();
        Assert.Contains("waiting: a stop now would leave 1 of 3", log, StringComparison.Ordinal);
        Assert.Contains("leaving all the same", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scaling_to_zero_waits_for_no_member()
    {
        await using var ensemble = await Ensemble.Serving(3, member => member.WithSettings("ZK_GRACE_PERIOD=120s"));

        await Task.WhenAll(ensemble.Members.Select(m => m.Kill("TERM")));

        // Far below the 115 s that the gate could take.
        foreach (var member in ensemble.Members) Assert.Equal(0, await member.WaitForExit(Soon));
    }

    [Fact]
    public async Task Drain_takes_readiness_away_and_leaves_ZooKeeper_running()
    {
        await using var ensemble = await Ensemble.Serving(3);

        var drain = await ensemble[1].Exec("zkagent", "drain");

        Assert.Equal(0, drain.ExitCode);
        Assert.Contains("leaving: 2 of 3 voters stay in sync", drain.Output, StringComparison.Ordinal);
        var ready = await ensemble[1].Get("/readyz");
        Assert.Equal(503, ready.Status);
        Assert.Contains("asked by drain", ready.Body, StringComparison.Ordinal);
        Assert.NotNull(await ensemble[1].Mode());
        await ensemble[1].Kill("TERM");
        Assert.Equal(0, await ensemble[1].WaitForExit(Soon));
    }
}
