using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>One member after the other stops through the gate and comes back, under a client that writes all the while.</summary>
public sealed class RollingRestartTests
{
    [Fact]
    public async Task It_loses_no_acknowledged_write_and_no_session()
    {
        await using var ensemble = await Ensemble.Serving(3);
        await using var writer = new SteadyWriter(await Task.WhenAll(Enumerable.Range(0, 3).Select(i => ensemble[i].Address())));

        foreach (var ordinal in (int[])[2, 1, 0])
        {
            await ensemble[ordinal].Kill("TERM");
            Assert.Equal(0, await ensemble[ordinal].WaitForExit(TimeSpan.FromSeconds(60)));
            await ensemble[ordinal].Start();
            writer.Addresses[ordinal] = await ensemble[ordinal].Address();
        }
        await writer.Stop();

        Assert.Equal(1, writer.Sessions);
        Assert.True(writer.Writes.Count > 100, $"only {writer.Writes.Count} writes were acknowledged");
        await using var reader = await ensemble[0].Connect();
        Assert.Empty(await writer.Writes.Lost(reader));
        TestContext.Current.TestOutputHelper?.WriteLine($"figure: {writer.Writes.Count} writes acknowledged, longest gap {writer.LongestGap.TotalSeconds:0.00} s");
    }
}
