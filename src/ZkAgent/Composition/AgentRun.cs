using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ZkAgent.CommandLine;
using ZkAgent.Hosting;
using ZkAgent.Http;
using ZkAgent.Supervision;

namespace ZkAgent.Composition;

/// <summary>Runs the built host from its start to the exit code.</summary>
/// <remarks>
/// The order is that of the host's lifecycle. Start: HTTP listens, then the supporting services and the supervisor run.
/// Stop: the supervisor ends, then the supporting services, and HTTP last; it answers until then.
/// </remarks>
internal static class AgentRun
{
    /// <summary>A process that ZooKeeper left may hold its output open, and the container's output may not be read.</summary>
    private static readonly TimeSpan LastLinesTimeout = TimeSpan.FromSeconds(1);

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IHost host, RunPlan plan, ILogger log)
    {
        var end = host.Services.GetRequiredService<AgentExit>();
        try
        {
            await host.StartAsync();
        }
        catch (Exception exception) when (ListenFailure.Describe(exception, plan.Settings.AgentPort) is { } sentence)
        {
            log.LogError("{Sentence}", sentence);
            plan.TerminationMessage.Write(sentence);
            return ExitCodes.WrongSettings;
        }

        // What the settings were read with is garbage now, and the next collection may be hours away.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        try
        {
            await host.WaitForShutdownAsync();
        }
        catch (Exception exception)
        {
            // ZooKeeper has ended and its exit code is known: only the stop of a service failed.
            log.LogError(exception, "cannot stop every service in order");
        }
        // The last lines of ZooKeeper often say why it ended.
        host.Services.GetRequiredService<ZooKeeperOutput>().Finish(LastLinesTimeout);
        return end.Code;
    }
}
