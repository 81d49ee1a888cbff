namespace ZkAgent.Core.Supervision;

/// <summary>A restart in place that happened.</summary>
/// <param name="Cause">Why the agent ordered it; null where ZooKeeper had ended by itself.</param>
/// <param name="At">When, on a clock that is never set: the time since the agent's start.</param>
public readonly record struct PastRestart(RestartCause? Cause, TimeSpan At);

/// <summary>How many in-place restarts are allowed in a sliding window, and how long to wait before each.</summary>
/// <remarks>
/// Each cause has an account of its own. The limit is for ends of ZooKeeper's own. Restarts that the agent orders have none: the kubelet
/// would start the same container on the same volume among the same peers, only later. Their delay grows in the same way, so they are
/// at most two a minute.
/// </remarks>
/// <param name="Limit">Restarts allowed in the window after ends of ZooKeeper's own; 0 hands every such end to the kubelet.</param>
/// <param name="Window">How long a restart counts.</param>
public sealed record RestartBudget(int Limit, TimeSpan Window)
{
    /// <summary>A member is back about 1.3 s after its start, and most single crashes do not repeat: the first wait should not be what the ensemble notices.</summary>
    public static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Long enough not to burn a core with JVM starts, and short against what the kubelet would do instead (10 s doubling to 5 min).
    /// The default budget of 5 never gets there (1 + 2 + 4 + 8 + 16 s); a larger one does.
    /// </summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    // No jitter: members that crash together should come back together, it takes a quorum of them to serve.
    public static TimeSpan DelayAfter(int spent) =>
        spent >= 5 ? LongestDelay : TimeSpan.FromTicks(FirstDelay.Ticks << spent);

    /// <summary>How many restarts for this cause still count.</summary>
    public int Spent(IEnumerable<PastRestart> restarts, RestartCause? cause, TimeSpan now) =>
        restarts.Count(restart => restart.Cause == cause && Counts(restart, now));

    /// <summary>The history with one more restart, and without those that no longer count.</summary>
    public IReadOnlyList<PastRestart> After(IEnumerable<PastRestart> restarts, RestartCause? cause, TimeSpan now) =>
        [.. restarts.Where(restart => Counts(restart, now)), new(cause, now)];

    private bool Counts(PastRestart restart, TimeSpan now) => now - restart.At < Window;
}
