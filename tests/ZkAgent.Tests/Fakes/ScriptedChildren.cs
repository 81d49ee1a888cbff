using System.Collections.Concurrent;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Supervision;
using ZkAgent.Native;
using ZkAgent.Supervision;

namespace ZkAgent.Tests.Fakes;

/// <summary>Processes that exist in the test alone: they start when asked to, and end as the script says.</summary>
internal sealed class ScriptedChildren : IChildProcesses
{
    private readonly ConcurrentQueue<int> _signals = new();
    private int _started;

    /// <summary>What a process does on its start.</summary>
    public Action<ChildProcess> OnStart { get; set; } = _ => { };

    /// <summary>What a process does on a signal to its group; it ends of SIGKILL whatever this does, unless it waits for a disk.</summary>
    public Action<ChildProcess, int> OnSignal { get; set; } = (_, _) => { };

    /// <summary>False where SIGKILL does not end it: it waits for a disk that does not answer.</summary>
    public bool DiesOfKill { get; set; } = true;

    /// <summary>The signals to groups, in order.</summary>
    public IReadOnlyCollection<int> Signals => _signals;

    /// <summary>How many processes were started.</summary>
    public int Started => Volatile.Read(ref _started);

    public Task<StartOutcome> StartAsync(LaunchPlan plan)
    {
        var child = new ChildProcess(Interlocked.Increment(ref _started));
        OnStart(child);
        return Task.FromResult(new StartOutcome(child, default, null));
    }

    public void Signal(ChildProcess child, int signal)
    {
    }

    public void SignalGroup(ChildProcess child, int signal)
    {
        _signals.Enqueue(signal);
        OnSignal(child, signal);
        if (signal == LibC.SIGKILL && DiesOfKill) child.Ended(ChildExit.Killed(signal));
    }
}
