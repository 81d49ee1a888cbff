using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Health;

namespace ZkAgent.Core.Metrics;

/// <summary>What the agent knows beside the health of the server. What is null is not known here, and not published.</summary>
public sealed record AgentFigures
{
    public required string Version { get; init; }

    /// <summary>What the three probes answer now.</summary>
    public IReadOnlyList<ProbeVerdict> Verdicts { get; init; } = [];

    /// <summary>What they answered so far; empty where nobody can ask.</summary>
    public IReadOnlyList<ProbeCount> Probes { get; init; } = [];

    public SessionCheck? Session { get; init; }
    public long? Elections { get; init; }

    /// <summary>Participants in the agent's own list of servers.</summary>
    public int? Participants { get; init; }

    public DiskFigures? Disk { get; init; }
    public long? HeapBytes { get; init; }
    public ProcessFigures? Agent { get; init; }
    public ProcessFigures? ZooKeeper { get; init; }
    public GateState? Gate { get; init; }
    public GuardFigures? Guard { get; init; }

    /// <summary>False where no agent supervises ZooKeeper: then there are no restarts to tell.</summary>
    public bool Supervises { get; init; } = true;
}

/// <summary>How often one probe was answered, and how long that took together.</summary>
public sealed record ProbeCount(string Probe, long Passed, long Failed, TimeSpan Took);

/// <summary>What a process uses.</summary>
/// <param name="CpuSeconds">Processor time, user and system, since its start.</param>
/// <param name="ResidentBytes">Resident memory.</param>
/// <param name="Threads">Its threads.</param>
/// <param name="OpenFds">Its open file descriptors; null where they may not be counted.</param>
public sealed record ProcessFigures(double CpuSeconds, long ResidentBytes, int Threads, int? OpenFds);

/// <summary>What the data guard decided.</summary>
/// <param name="Action">The last decision.</param>
/// <param name="OverrideUsed">A human overrode it at this start.</param>
public sealed record GuardFigures(GuardAction Action, bool OverrideUsed);

/// <summary>Where the departure gate is.</summary>
public enum GateState
{
    /// <summary>Nobody leaves.</summary>
    Open,

    /// <summary>Leaving now would do harm.</summary>
    Waiting,

    /// <summary>Leaving does none.</summary>
    Passed,

    /// <summary>The time for waiting was over, or there was nothing left to wait with.</summary>
    GaveUp,
}

/// <summary>The states as labels spell them.</summary>
public static class GateStates
{
    public static readonly IReadOnlyList<GateState> All = [GateState.Open, GateState.Waiting, GateState.Passed, GateState.GaveUp];

    public static string Word(this GateState state) => state switch
    {
        GateState.Open => "open",
        GateState.Waiting => "waiting",
        GateState.Passed => "passed",
        _ => "gave-up",
    };
}
