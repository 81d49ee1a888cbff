using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>Two members of four are told to stop in the same moment: both at once would end the quorum, so they take turns.</summary>
public sealed class SimultaneousStopTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_higher_ordinal_leaves_first_the_lower_waits_for_its_return_and_no_write_is_lost()
    {
        await using var ensemble = await Ensemble.Serving(4, member => member.WithSettings("ZK_GRACE_PERIOD=300s"));
        var (lower, higher) = (ensemble[1], ensemble[3]);
        await using var writer = new SteadyWriter(await Task.WhenAll(Enumerable.Range(0, 4).Select(i => ensemble[i].Address())));
        await Poll.Until(() => Task.FromResult(writer.Writes.Count > 10), Soon, ensemble[0].Logs);

        await Task.WhenAll(lower.Kill("TERM"), higher.Kill("TERM"));

        Assert.Equal(0, await higher.WaitForExit(Soon));
        await lower.WaitForLog("waiting: a stop now would leave 2 of 4 voters in sync and a quorum needs 3; zk-3", Soon);
        Assert.True(await lower.IsRunning());
        // A quorum of three is left: what is written now is acknowledged.
        var before = writer.Writes.Count;
        await Poll.Until(() => Task.FromResult(writer.Writes.Count > before + 10), Soon, ensemble[0].Logs);

        await higher.Start();
        writer.Addresses[3] = await higher.Address();
        Assert.Equal(0, await lower.WaitForExit(Ensemble.ToServe));
        Assert.Contains("leaving: 3 of 4 voters stay in sync", await lower.Logs(), StringComparison.Ordinal);
        await lower.Start();
        writer.Addresses[1] = await lower.Address();
        await Task.WhenAll(ensemble.Members.Select(member => member.WaitUntilReady()));
        await writer.Stop();

        await using var reader = await ensemble[0].Connect();
        Assert.Empty(await writer.Writes.Lost(reader));
        Assert.Equal(1, writer.Sessions);
        Figure.Tell("two of four told to stop together: longest gap between acknowledged writes", writer.LongestGap);
    }
}
