using ZkAgent.Core.Launch;

namespace ZkAgent.Supervision;

/// <summary>Starts and signals processes: <see cref="ChildProcesses"/> in the agent, a script in tests.</summary>
internal interface IChildProcesses
{
    /// <summary>Starts a process; the outcome says why there is none where it can't be started.</summary>
    Task<StartOutcome> StartAsync(LaunchPlan plan);

    /// <summary>Signals the process alone, if it still runs.</summary>
    void Signal(ChildProcess child, int signal);

    /// <summary>Signals the process and whatever it started in its group, if it still runs.</summary>
    void SignalGroup(ChildProcess child, int signal);
}
