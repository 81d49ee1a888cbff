using Microsoft.Extensions.Logging;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Supervision;
using ZkAgent.Hosting;
using ZkAgent.Native;

namespace ZkAgent.Supervision;

/// <summary>One run of ZooKeeper, from its start to its end, asked for or not.</summary>
/// <param name="children">Starts and signals it.</param>
/// <param name="stop">Where a stop is asked for.</param>
/// <param name="stopper">Stops it.</param>
/// <param name="oomKills">Tells a SIGKILL of the kernel's from others.</param>
/// <param name="served">Whether ZooKeeper served clients since its last start.</param>
/// <param name="state">Where the phases are published.</param>
/// <param name="log">Where the sentences go.</param>
internal sealed class ZooKeeperRun(
    IChildProcesses children, StopRequests stop, ZooKeeperStop stopper, OomKills oomKills, Func<bool> served, SupervisionState state, ILogger log)
{
    private volatile Current? _current;

    public async Task<EndedRun> RunToExitAsync(LaunchPlan plan)
    {
        var killsBefore = oomKills.Count();
        var outcome = await children.StartAsync(plan);
        if (outcome.Child is not { } child) return new(outcome.Failure, StartProblem: outcome.Problem);

        var current = new Current(child);
        _current = current;
        var sentence = $"ZooKeeper was started: {string.Join(' ', plan.Arguments)} (pid {child.Pid}).";
        state.Enter(ProcessPhase.Running, sentence, child.Pid);
        log.LogInformation("{Sentence}", sentence);

        var progress = StopProgress.NotAsked;
        if (await Task.WhenAny(child.Exit, stop.Asked) != child.Exit)
            progress = await stopper.StopAsync(child, await stop.Asked);
        var exit = await child.Exit;
        _current = null;

        // Asked for in the moment in which it ended by itself: no reason to start it again.
        if (progress == StopProgress.NotAsked && stop.First is not null) progress = StopProgress.Asked;
        return new(exit, progress, served(), OomKilled: oomKills.Count() > killsBefore, Order: current.Order);
    }

    /// <summary>Stops ZooKeeper if it runs; for the case that nothing supervises it any longer.</summary>
    public async Task StopAsync(StopRequest request)
    {
        if (_current is { } current) await stopper.StopAsync(current.Child, request);
    }

    /// <summary>Has ZooKeeper end, for the supervisor to start it again. The first order of a run counts; without a process there is nothing to end.</summary>
    public void Restart(RestartOrder order)
    {
        if (_current is not { } current || Interlocked.CompareExchange(ref current.Order, order, null) is not null) return;
        log.LogWarning("{Sentence}", $"ZooKeeper is stopped (SIGKILL) and started again, because {order.Why}.");
        // SIGKILL: what is to be restarted is stuck, and ZooKeeper's own end at SIGTERM is no gentler (its log is synced write by write).
        children.SignalGroup(current.Child, LibC.SIGKILL);
    }

    /// <summary>Makes the JVM print its threads' stacks. Signals the JVM alone: the signal would kill a helper process in the same group.</summary>
    public void PrintThreads()
    {
        if (_current is { } current) children.Signal(current.Child, LibC.SIGQUIT);
    }

    /// <summary>The run that goes on.</summary>
    private sealed class Current(ChildProcess child)
    {
        public readonly ChildProcess Child = child;
        public RestartOrder? Order;
    }
}
