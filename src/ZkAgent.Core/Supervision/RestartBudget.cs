namespace ZkAgent.Core.Supervision;

/// <summary>How many in-place restarts are allowed in a sliding window, and how long to wait before each.</summary>
/// <param name="Limit">Restarts allowed in the window; 0 hands every exit to the kubelet.</param>
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

    /// <summary>Those of the past restarts that still count.</summary>
    public IReadOnlyList<DateTimeOffset> Spent(IEnumerable<DateTimeOffset> restarts, DateTimeOffset now) =>
        [.. restarts.Where(at => now - at < Window)];
}
