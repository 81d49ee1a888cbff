using Microsoft.Extensions.Logging;
using ZkAgent.Core.Health;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Supervision;

/// <summary>Stops ZooKeeper: the departure gate, then SIGTERM, then, at the deadline, SIGKILL.</summary>
internal sealed class ZooKeeperStop(
    IChildProcesses children, StopRequests stop, TimeSpan gracePeriod, DepartureGate gate, SupervisionState state, TimeProvider time, ILogger log)
{
    /// <summary>Returns when ZooKeeper has ended.</summary>
    public async Task<StopProgress> StopAsync(ChildProcess child, StopRequest request)
    {
        var plan = ShutdownPlan.Of(gracePeriod);
        // Still running: the gate's decision, and that of peers who ask us, needs looks at ZooKeeper.
        log.LogInformation("{Sentence}", $"Stopping, asked by {request.By}; ZooKeeper has {Spoken.Duration(Until(plan.KillAt))}.");
        await PassGateAsync(child, plan.LeaveBy);
        if (child.Exit.IsCompleted) return StopProgress.Asked;

        Say("ZooKeeper is told to stop (SIGTERM).", child);
        children.SignalGroup(child, LibC.SIGTERM);
        try
        {
            await child.Exit.WaitAsync(Until(plan.KillAt), time);
        }
        catch (TimeoutException)
        {
            log.LogWarning("ZooKeeper has not ended by the deadline, {Seconds:0} s before the grace period of {Grace:0} s is over: killing it.",
                (gracePeriod - plan.KillAt).TotalSeconds, gracePeriod.TotalSeconds);
            children.SignalGroup(child, LibC.SIGKILL);
            await child.Exit;
        }

        return StopProgress.Sent;
    }

    private async Task PassGateAsync(ChildProcess child, TimeSpan leaveBy)
    {
        using var leave = new CancellationTokenSource(Until(leaveBy), time);
        try
        {
            // WaitAsync, too: a gate that does not heed its token must not hold a stop up.
            await Task.WhenAny(child.Exit, gate(leave.Token)).Unwrap().WaitAsync(leave.Token);
        }
        catch (OperationCanceledException) when (leave.IsCancellationRequested)
        {
            log.LogWarning("The departure gate had not opened when the time for it was over: leaving all the same.");
        }
        catch (Exception exception)
        {
            log.LogError(exception, "cannot wait at the departure gate: leaving at once.");
        }
        finally
        {
            await leave.CancelAsync();
        }
    }

    private void Say(string sentence, ChildProcess child)
    {
        state.Enter(ProcessPhase.Stopping, sentence, child.Pid);
        log.LogInformation("{Sentence}", sentence);
    }

    /// <param name="moment">A moment of the plan.</param>
    private TimeSpan Until(TimeSpan moment)
    {
        var left = moment - (stop.GraceElapsed ?? TimeSpan.Zero);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
