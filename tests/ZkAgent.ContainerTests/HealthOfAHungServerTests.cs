using System.Text.RegularExpressions;
using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>A JVM that stands still: clients go elsewhere at once, and a restart is asked for when it lasts.</summary>
public sealed partial class HealthOfAHungServerTests
{
    /// <summary>Unresponsive for 30 s in at least three samples of two seconds each, and a slow machine.</summary>
    private static readonly TimeSpan LiveBound = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_stopped_JVM_is_not_ready_at_once_and_not_live_within_the_bound_and_wakes_to_both()
    {
        await using var ensemble = await Ensemble.Serving(1);
        var member = ensemble[0];
        using var agent = new AgentHttp(await member.Address());
        // Until the agent itself has seen it serve, silence means that it loads.
        var began = TimeProvider.System.GetTimestamp();
        await Until("/readyz", 200, began, Ensemble.ToServe);

        await member.SignalJava("STOP");
        began = TimeProvider.System.GetTimestamp();
        Figure.Tell("from SIGSTOP to not ready", await Until("/readyz", 503, began, Soon));
        Assert.Equal(200, (await agent.Get("/livez", Cancellation)).Status);
        Assert.Equal(200, (await agent.Get("/startupz", Cancellation)).Status);

        var took = await Until("/livez", 503, began, LiveBound);
        Figure.Tell("from SIGSTOP to not live", took);
        Assert.True(took > TimeSpan.FromSeconds(29), $"/livez gave up after {took}: a pause of the garbage collector would do that");
        var said = (await agent.Get("/livez", Cancellation)).Body;
        Assert.StartsWith("ZooKeeper answered before and is unresponsive for ", said, StringComparison.Ordinal);
        var probe = await member.Exec("zkagent", "probe", "live");
        Assert.Equal((1, WithoutDuration(said)), (probe.ExitCode, WithoutDuration(probe.Output)));

        await member.SignalJava("CONT");
        began = TimeProvider.System.GetTimestamp();
        Figure.Tell("from SIGCONT to live", await Until("/livez", 200, began, Soon));
        Figure.Tell("from SIGCONT to ready", await Until("/readyz", 200, began, Soon));

        async Task<TimeSpan> Until(string path, int status, long began, TimeSpan limit)
        {
            AgentAnswer answer = default;
            await Poll.Until(async () => (answer = await agent.Get(path, Cancellation)).Status == status, limit,
                () => Task.FromResult($"{path} is still {answer.Status}: {answer.Body}"));
            return TimeProvider.System.GetElapsedTime(began);
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string WithoutDuration(string sentence) => Duration().Replace(sentence, "is unresponsive for long");

    [GeneratedRegex(@"is unresponsive for \S+ s now")]
    private static partial Regex Duration();
}
