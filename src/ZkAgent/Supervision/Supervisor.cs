using Microsoft.Extensions.Logging;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Supervision;
using ZkAgent.Hosting;
using ZkAgent.Resilience;

namespace ZkAgent.Supervision;

/// <summary>Keeps ZooKeeper running until a stop is requested or a restart cannot help, and says how it ended.</summary>
/// <param name="mayStart">Awaited before every start: returns null to go on, or why ZooKeeper may not be started at all.</param>
internal sealed class Supervisor(
    Func<CancellationToken, Task<StartRefusal?>> mayStart, ZooKeeperRun run, RestartBudget budget, StopRequests stop, SupervisionState state, RestartMetrics metrics, TerminationLog terminationMessage, TimeProvider time, ILogger log)
{
    private readonly long _began = time.GetTimestamp();
    private IReadOnlyList<PastRestart> _restarts = [];

    /// <summary>Returns the code for the agent to exit with.</summary>
    public async Task<int> RunAsync(LaunchPlan plan)
    {
        var pipeline = Pipelines.Restart(time);
        try
        {
            var last = await pipeline.ExecuteAsync(async _ => await RunOnceAsync(plan), stop.Token);
            // A stop in the moment of the decision leaves a decision that is not carried out.
            return last.RestartAfter is null ? End(last.Code, last.Sentence) : StoppedBetweenRuns();
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return StoppedBetweenRuns();
        }
    }

    private async Task<ExitDecision> RunOnceAsync(LaunchPlan plan)
    {
        if (await mayStart(stop.Token) is { } refusal) return ExitDecision.Refused(refusal.Code, refusal.Sentence);
        var ended = await run.RunToExitAsync(plan);
        var now = time.GetElapsedTime(_began);
        var decision = ExitDecision.Decide(ended, budget, _restarts, now);
        state.Ended(ended.Exit, decision.Meaning);
        if (decision.RestartAfter is not null)
        {
            _restarts = budget.After(_restarts, decision.Cause, now);
            state.BackOff(decision);
            metrics.Restarted(decision.Meaning);
            log.LogWarning("{Sentence}", decision.Sentence);
            // Now, not only at the end: if the agent itself is killed meanwhile, this is the termination message.
            WriteTerminationMessage(decision.Sentence);
        }

        return decision;
    }

    private int StoppedBetweenRuns() =>
        End(0, $"Stopped, asked by {stop.First?.By}, while ZooKeeper was not running: exiting with code 0.");

    private int End(int code, string sentence)
    {
        state.Enter(ProcessPhase.Ended, sentence);
        log.Log(code == 0 ? LogLevel.Information : LogLevel.Error, "{Sentence}", sentence);
        WriteTerminationMessage(sentence);
        return code;
    }

    private void WriteTerminationMessage(string sentence)
    {
        if (terminationMessage.Write(sentence) is { } problem) log.LogDebug("{Problem}", problem);
    }
}
