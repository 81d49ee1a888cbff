using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>ZooKeeper counts the agent among the clients of its address: a limit that is reached must never restart it.</summary>
public sealed class HealthAtTheConnectionLimitTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_limit_reached_from_loopback_leaves_the_server_live_and_is_named()
    {
        await using var ensemble = await Ensemble.Serving(1, member => member.WithSettings("ZK_MAX_CLIENT_CNXNS=5"));
        var member = ensemble[0];
        var address = await member.Address();
        using var agent = new AgentHttp(address);

        // ZooKeeper itself drops a connection that begins no session after ten seconds.
        await member.ExecInBackground("for i in 1 2 3 4 5; do exec {fd}<>/dev/tcp/127.0.0.1/2181; done; sleep 8");
        AgentAnswer ready = default;
        await Poll.Until(async () => (ready = await agent.Get("/readyz", Cancellation)).Status == 503, Soon, () => Task.FromResult("the limit was not reached"));

        Assert.Contains("maxClientCnxns", ready.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await agent.Get("/livez", Cancellation)).Status);
        Assert.Equal(200, (await agent.Get("/startupz", Cancellation)).Status);
        Assert.Equal(0, (await member.Exec("zkagent", "probe", "live")).ExitCode);
        Assert.Contains("Mode: standalone", await FourLetterWord.Ask(address, "srvr", Cancellation), StringComparison.Ordinal);

        await Poll.Until(async () =>
        {
            Assert.Equal(200, (await agent.Get("/livez", Cancellation)).Status);
            return (await agent.Get("/readyz", Cancellation)).Status == 200;
        }, Soon, async () => (await agent.Get("/readyz?verbose", Cancellation)).Body);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
