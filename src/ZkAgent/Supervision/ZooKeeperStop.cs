using Microsoft.Extensions.Logging;
using Polly;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Text;
using ZkAgent.Hosting;
using ZkAgent.Native;
using ZkAgent.Resilience;

namespace ZkAgent.Supervision;

/// <summary>Stops ZooKeeper: the departure gate, then SIGTERM, then, at the deadline, SIGKILL.</summary>
/// <param name="children">Signals it.</param>
/// <param name="stop">Where the grace period began.</param>
/// <param name="gracePeriod">The pod's.</param>
/// <param name="gate">Waits while it helps the ensemble that this member stays; called once, before SIGTERM. Its token is cancelled when the time is over, and when ZooKeeper ended meanwhile.</param>
/// <param name="state">Where it is published that ZooKeeper stops.</param>
/// <param name="log">Takes each step.</param>
internal sealed class ZooKeeperStop(
    IChildProcesses children, StopRequests stop, TimeSpan gracePeriod, Func<CancellationToken, Task<string>> gate, SupervisionState state, TimeProvider time, ILogger log)
{
    private readonly ResiliencePipeline _passage = Pipelines.DeparturePassage(time);
    private readonly ResiliencePipeline _end = Pipelines.ProcessEnd(time);

    /// <summary>Returns when ZooKeeper has ended, or when not even SIGKILL has ended it in time.</summary>
    public async Task<StopProgress> StopAsync(ChildProcess child, StopRequest request)
    {
        var plan = ShutdownPlan.Of(gracePeriod);
        // ZooKeeper still runs: the gate's decision, and that of peers that ask us, needs samples.
        log.LogInformation("{Sentence}", $"Stopping, asked by {request.By}; ZooKeeper has {DurationFormat.Duration(Until(plan.KillAt))}.");
        await PassGateAsync(child, plan.LeaveBy);
        if (child.Exit.IsCompleted) return StopProgress.Asked;

        const string sentence = "ZooKeeper is told to stop (SIGTERM).";
        state.Enter(ProcessPhase.Stopping, sentence, child.Pid);
        log.LogInformation("{Sentence}", sentence);
        children.SignalGroup(child, LibC.SIGTERM);
        var ended = await _end.TryAsync(Until(plan.KillAt), child.UntilEndedAsync, CancellationToken.None);
        if (ended.IsTimeout())
        {
            log.LogWarning("ZooKeeper has not ended by the deadline, {Seconds:0} s before the grace period of {Grace:0} s is over: killing it.",
                (gracePeriod - plan.KillAt).TotalSeconds, gracePeriod.TotalSeconds);
            children.SignalGroup(child, LibC.SIGKILL);
            await AwaitKilledAsync(child);
        }

        return StopProgress.Sent;
    }

    /// <summary>A process in an uninterruptible wait for its disk stays until the disk answers: the kernel ends it then, and nothing else can.</summary>
    private async Task AwaitKilledAsync(ChildProcess child)
    {
        var ended = await _end.TryAsync(ShutdownPlan.AfterKill, child.UntilEndedAsync, CancellationToken.None);
        if (!ended.IsTimeout()) return;
        log.LogError("{Sentence}", $"ZooKeeper (pid {child.Pid}) has not ended {DurationFormat.Duration(ShutdownPlan.AfterKill)} after SIGKILL: it waits for a disk or a file system that does not answer. The agent ends without it.");
        child.Ended(ChildExit.Killed(LibC.SIGKILL));
    }

    private async Task PassGateAsync(ChildProcess child, TimeSpan leaveBy)
    {
        var passed = await _passage.TryAsync(Until(leaveBy), async over =>
        {
            using var leave = CancellationTokenSource.CreateLinkedTokenSource(over);
            // WaitAsync, too: a gate that does not heed its token must not hold a stop up.
            var first = await Task.WhenAny(gate(leave.Token), child.Exit).WaitAsync(over);
            // Where ZooKeeper has ended meanwhile, the gate has nothing to wait for.
            await leave.CancelAsync();
            return first is Task<string> passed ? await passed : "ZooKeeper has ended";
        }, CancellationToken.None);
        if (passed.IsTimeout()) log.LogWarning("The departure gate had not opened when the time for it was over: leaving all the same.");
        else if (passed.Exception is { } exception) log.LogError(exception, "cannot wait at the departure gate: leaving at once.");
    }

    /// <param name="moment">A moment of the plan.</param>
    private TimeSpan Until(TimeSpan moment)
    {
        var left = moment - (stop.GraceElapsed ?? TimeSpan.Zero);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
