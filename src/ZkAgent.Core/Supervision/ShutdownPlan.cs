namespace ZkAgent.Core.Supervision;

/// <summary>The steps of a stop, each as the time since the grace period began.</summary>
/// <param name="LeaveBy">Until when the departure gate may hold SIGTERM back.</param>
/// <param name="KillAt">The deadline: what has not ended by then gets SIGKILL.</param>
public sealed record ShutdownPlan(TimeSpan LeaveBy, TimeSpan KillAt)
{
    /// <summary>What the kubelet's own SIGKILL must not cut off: our last words, our exit, the runtime's bookkeeping.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <summary>How long a process may take to end after SIGKILL. One that waits for a volume that hangs does not end of it, and the agent leaves without it.</summary>
    public static readonly TimeSpan AfterKill = TimeSpan.FromSeconds(2);

    /// <summary>What ZooKeeper is left of the time: an idle JVM ends 0.35 s after SIGTERM, a loaded one later.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The margin never takes more than half of the grace period, nor the last moments more than a quarter of what is left,
    /// so that a grace period under 10 s is shared rather than spent.
    /// </summary>
    public static ShutdownPlan Of(TimeSpan gracePeriod)
    {
        var grace = gracePeriod < TimeSpan.Zero ? TimeSpan.Zero : gracePeriod;
        var whole = grace - Shorter(Margin, grace / 2);
        return new(whole - Shorter(StopTimeout, whole / 4), whole);
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
