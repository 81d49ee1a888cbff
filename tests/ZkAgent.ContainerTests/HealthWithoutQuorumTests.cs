using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>The loss of the quorum takes clients away from a member and restarts nothing.</summary>
public sealed class HealthWithoutQuorumTests
{
    private const string NotServing = "not currently serving";

    /// <summary>What the agent promises, on a machine that does other things as well.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_member_that_lost_its_quorum_is_live_and_not_ready_until_the_quorum_is_back()
    {
        await using var ensemble = await Ensemble.Serving(3);
        var survivor = ensemble[0];
        var address = await survivor.Address();
        using var agent = new AgentHttp(address);

        var lost = Watch(address, agent, answer => answer.Contains(NotServing, StringComparison.Ordinal), status => status == 503);
        await Task.WhenAll(ensemble[1].Kill("KILL"), ensemble[2].Kill("KILL"));
        TellAndLimit("from ZooKeeper not serving to not ready", await lost);

        var reason = (await agent.Get("/readyz", Cancellation)).Body;
        Assert.Contains("ZooKeeper looks for a quorum", reason, StringComparison.Ordinal);
        Assert.Equal(200, (await agent.Get("/livez", Cancellation)).Status);
        Assert.Equal(200, (await agent.Get("/startupz", Cancellation)).Status);
        // What the names meant in every image that had them.
        Assert.Equal(0, (await survivor.Exec("zkOk.sh")).ExitCode);
        Assert.Equal(0, (await survivor.Exec("zookeeper-ready", "2181")).ExitCode);
        Assert.Equal(0, (await survivor.Exec("zkagent", "probe", "live")).ExitCode);
        var ready = await survivor.Exec("zkagent", "probe", "ready");
        Assert.Equal(1, ready.ExitCode);
        Assert.StartsWith("ZooKeeper looks for a quorum", ready.Output, StringComparison.Ordinal);

        var back = Watch(address, agent, answer => answer.Contains("Mode: ", StringComparison.Ordinal), status => status == 200);
        await ensemble[1].Start();
        TellAndLimit("from the quorum being back to ready", await back);
        Assert.Equal(0, (await survivor.Inspect()).RestartCount);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Asks ZooKeeper and the agent side by side until each has said what is awaited; live must be 200 all the while.</summary>
    private static async Task<(TimeSpan ZooKeeper, TimeSpan Agent)> Watch(string address, AgentHttp agent, Func<string, bool> zooKeeperSays, Func<int, bool> agentSays)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var live = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var lives = StaysLive(agent, live.Token);
        var both = await Task.WhenAll(
            When(async () => zooKeeperSays(await FourLetterWord.Ask(address, "srvr", Cancellation))),
            When(async () => agentSays((await agent.Get("/readyz", Cancellation)).Status)));
        await live.CancelAsync();
        await lives;
        return (both[0], both[1]);

        async Task<TimeSpan> When(Func<Task<bool>> happens)
        {
            await Poll.Until(happens, Ensemble.ToServe, () => Task.FromResult("ZooKeeper or the agent did not change its mind"));
            return TimeProvider.System.GetElapsedTime(began);
        }
    }

    private static async Task StaysLive(AgentHttp agent, CancellationToken until)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        try
        {
            while (await timer.WaitForNextTickAsync(until))
            {
                var answer = await agent.Get("/livez", until);
                Assert.True(answer.Status == 200, $"/livez is {answer.Status}: {answer.Body}");
            }
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested)
        {
            // Watched for long enough.
        }
    }

    private static void TellAndLimit(string what, (TimeSpan ZooKeeper, TimeSpan Agent) when)
    {
        Figure.Tell(what, when.Agent - when.ZooKeeper);
        Assert.True(when.Agent - when.ZooKeeper < Soon, $"{what}: {when.Agent - when.ZooKeeper}");
    }
}
