using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Tls;

/// <summary>The steps from nothing to required: each by one rolling restart, and a skipped one is refused with its name.</summary>
public sealed class PhaseTests
{
    [Theory]
    [InlineData("ZK_QUORUM_TLS=prefer", "is at off; go by accept, one rolling restart each")]
    [InlineData("ZK_QUORUM_TLS=require", "is at off; go by accept and prefer, one rolling restart each")]
    [InlineData("ZK_CLIENT_TLS=only", "is at off; go by also, one rolling restart each")]
    public async Task A_skipped_step_of_TLS_is_refused_by_name(string setting, string sentence)
    {
        await using var ensemble = await SecuredEnsemble.Prepare();
        await Task.WhenAll(((int[])[0, 1]).Select(ordinal => ensemble.Start(ordinal)));
        await Task.WhenAll(((int[])[0, 1]).Select(ordinal => Poll.Until(async () => (await ensemble[ordinal].Ask("/livez")).Status == 200, Ensemble.ToServe, ensemble[ordinal].Logs)));
        var began = TimeProvider.System.GetTimestamp();
        var member = await ensemble.Start(SecuredEnsemble.Third, builder => builder.WithSettings(setting));

        Assert.Equal(78, await member.WaitForExit(Ensemble.ToServe));
        Figure.Tell($"{setting} among members at off, from the start of the container to its end", TimeProvider.System.GetElapsedTime(began));
        var log = await member.Logs();
        Assert.Contains($"cannot use {setting}: zk-", log, StringComparison.Ordinal);
        Assert.Contains(sentence, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_go_from_plaintext_to_TLS_and_back_under_a_client_that_writes()
    {
        await using var ensemble = await SecuredEnsemble.Serving();
        await using var writer = new SteadyWriter(await Task.WhenAll(Enumerable.Range(0, 3).Select(i => ensemble[i].Address())));

        foreach (var phase in (string[])["accept", "prefer", "require", "prefer", "accept", "off"])
        {
            foreach (var ordinal in (int[])[2, 1, 0])
            {
                await ensemble[ordinal].Kill("TERM");
                Assert.Equal(0, await ensemble[ordinal].WaitForExit(TimeSpan.FromSeconds(60)));
                await ensemble.Start(ordinal, member => member.WithSettings($"ZK_QUORUM_TLS={phase}").UntilReady());
                writer.Addresses[ordinal] = await ensemble[ordinal].Address();
            }
            var shown = await Task.WhenAll(Enumerable.Range(0, 3).Select(ordinal => ensemble.Served(ordinal, SecuredEnsemble.ElectionPort)));
            Assert.All(shown, fingerprint => Assert.Equal(phase == "off", fingerprint.Length == 0));
        }
        await writer.Stop();

        Assert.Equal(1, writer.Sessions);
        await using var reader = await ensemble[0].Connect();
        Assert.Empty(await writer.Writes.Lost(reader));
        TestContext.Current.TestOutputHelper?.WriteLine($"figure: {writer.Writes.Count} writes acknowledged through six rolling restarts, longest gap {writer.LongestGap.TotalSeconds:0.00} s");
    }
}
