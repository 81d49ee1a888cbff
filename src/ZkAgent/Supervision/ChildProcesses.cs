using System.Collections.Concurrent;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Supervision;
using ZkAgent.Native;

namespace ZkAgent.Supervision;

/// <summary>Starts, signals and reaps processes, all on one thread that never ends.</summary>
/// <remarks>
/// One thread, because then no end can be taken between a spawn and its registration, and no signal can reach a pid that was reaped.
/// It never ends, because the kernel sends the parent-death signal when the spawning thread is gone, not the process.
/// A second thread does nothing but wait for an end to look at. It takes no status, and no handler for SIGCHLD tells it: as PID 1 the
/// runtime's own handler, which such a registration installs (and the first use of Console on a terminal too), reaps every child there
/// is and throws the statuses away.
/// </remarks>
/// <param name="shim">The binary to start children through (<see cref="ExecShim"/>); null: directly.</param>
/// <param name="output">The descriptor that children get as stdout and stderr; null: the agent's own.</param>
internal sealed class ChildProcesses(string? shim, int? output = null) : IChildProcesses
{
    private const int SetChildSubreaper = 36;

    /// <summary>How long an orphan may stay a zombie while ZooKeeper is not running. Orphans are not noticed sooner then.</summary>
    private static readonly TimeSpan OrphanPause = TimeSpan.FromSeconds(1);

    private readonly BlockingCollection<Action> _work = [];
    private readonly Dictionary<int, ChildProcess> _children = [];
    private volatile TaskCompletionSource _nextStart = new();

    /// <summary>Takes over all children of this process, orphans included. To be called once, before the first start.</summary>
    public void Begin()
    {
        // Orphans go to PID 1 by themselves, to anyone else only when asked for.
        if (Environment.ProcessId != 1) LibC.Prctl(SetChildSubreaper, 1);

        // A parent may have left SIGCHLD ignored: the kernel then reaps by itself, and every exit code is lost.
        LibC.Signal(LibC.SIGCHLD, LibC.Default);
        new Thread(Work) { IsBackground = true, Name = "children" }.Start();
        new Thread(AwaitEnds) { IsBackground = true, Name = "ends" }.Start();
    }

    public Task<StartOutcome> StartAsync(LaunchPlan plan)
    {
        var outcome = new TaskCompletionSource<StartOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                outcome.SetResult(Start(plan));
            }
            catch (Exception exception)
            {
                outcome.SetException(exception);
            }
        });
        return outcome.Task;
    }

    public void Signal(ChildProcess child, int signal) => _work.Add(() =>
    {
        if (_children.ContainsKey(child.Pid)) LibC.Kill(child.Pid, signal);
    });

    public void SignalGroup(ChildProcess child, int signal) => _work.Add(() =>
    {
        if (_children.ContainsKey(child.Pid)) LibC.Kill(-child.Pid, signal);
    });

    private void Work()
    {
        foreach (var step in _work.GetConsumingEnumerable()) step();
    }

    private StartOutcome Start(LaunchPlan plan)
    {
        var error = PosixSpawn.Start(shim is null ? plan : ExecShim.Wrap(plan, shim, Environment.ProcessId), output, out var pid);
        if (error != 0) return StartFailure.Of(error, plan.Command);
        var child = new ChildProcess(pid);
        _children.Add(pid, child);
        Interlocked.Exchange(ref _nextStart, new()).SetResult();
        return new(child, default, null);
    }

    private void AwaitEnds()
    {
        while (true)
        {
            var nextStart = _nextStart.Task;
            if (EndedProcess.Await())
            {
                // The same end would be seen again until it is taken.
                var taken = new TaskCompletionSource();
                _work.Add(() =>
                {
                    ReapAll();
                    taken.SetResult();
                });
                taken.Task.Wait();
            }
            else
                // Nothing to wait for, and nothing tells of an orphan that is handed to us now (every kubectl exec may leave some).
                nextStart.Wait(OrphanPause);
        }
    }

    private void ReapAll()
    {
        while (EndedProcess.Peek() is { } pid)
        {
            var ours = _children.Remove(pid, out var child);
            // While its zombie holds the pid the group cannot be anyone else's. What a dead start script leaves behind
            // may be the Java that a restart would share the data directory with.
            if (ours) LibC.Kill(-pid, LibC.SIGKILL);
            var exit = EndedProcess.Reap(pid);
            // No other code in this process waits for children. If it did, an end without a status must still count as an end.
            if (ours) child!.Ended(exit ?? ChildExit.Exited(1));
        }
    }
}
