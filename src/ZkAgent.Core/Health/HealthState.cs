namespace ZkAgent.Core.Health;

/// <summary>The named states of the server this agent runs.</summary>
public enum HealthState
{
    /// <summary>ZooKeeper is not started yet, by design.</summary>
    Preparing,

    /// <summary>ZooKeeper is not started, because its volume has no data and a vote without data could cost that of others.</summary>
    HeldBack,

    /// <summary>The process exists and has not answered with a loaded database yet.</summary>
    Loading,

    /// <summary>It answers that it is not serving: it looks for a quorum.</summary>
    Looking,

    /// <summary>It reports a role, but not yet what makes the role good: followers in sync, the broadcast phase, a zxid.</summary>
    Syncing,

    /// <summary>Clients can read and write through it.</summary>
    Serving,

    /// <summary>It leads the quorum and serves no clients, by design (leaderServes=no).</summary>
    Leading,

    /// <summary>Without a quorum it serves read-only clients.</summary>
    ReadOnly,

    /// <summary>It is alive, but its answers do not say how it is.</summary>
    Unknown,

    /// <summary>It answered once in this run and does not now.</summary>
    Unresponsive,

    /// <summary>It is about to leave and still runs.</summary>
    Draining,

    /// <summary>A stop is on its way.</summary>
    Stopping,

    /// <summary>It ended and will be started again in place.</summary>
    BackingOff,

    /// <summary>It ended for good.</summary>
    Ended,
}

/// <summary>The states as logs, JSON and labels spell them.</summary>
public static class HealthStates
{
    public static readonly IReadOnlyList<HealthState> All =
    [
        HealthState.Preparing, HealthState.HeldBack, HealthState.Loading, HealthState.Looking, HealthState.Syncing, HealthState.Serving,
        HealthState.Leading, HealthState.ReadOnly, HealthState.Unknown, HealthState.Unresponsive, HealthState.Draining, HealthState.Stopping,
        HealthState.BackingOff, HealthState.Ended,
    ];

    /// <summary>True for a member that is part of a quorum, or alone by design.</summary>
    public static bool IsInQuorum(this HealthState state) => state is HealthState.Serving or HealthState.Leading;

    /// <summary>True for the word of a state that is by design and ends by itself, or with another member's return.</summary>
    public static bool IsOnItsWay(string word) => All.FirstOrDefault(state => state.Word() == word, HealthState.Unknown)
        is HealthState.Preparing or HealthState.HeldBack or HealthState.Loading or HealthState.Syncing or HealthState.Draining or HealthState.Stopping or HealthState.BackingOff;

    public static string Word(this HealthState state) => state switch
    {
        HealthState.Preparing => "preparing",
        HealthState.HeldBack => "held-back",
        HealthState.Loading => "loading",
        HealthState.Looking => "looking",
        HealthState.Syncing => "syncing",
        HealthState.Serving => "serving",
        HealthState.Leading => "leading",
        HealthState.ReadOnly => "read-only",
        HealthState.Unknown => "unknown",
        HealthState.Unresponsive => "unresponsive",
        HealthState.Draining => "draining",
        HealthState.Stopping => "stopping",
        HealthState.BackingOff => "backing-off",
        _ => "ended",
    };
}
