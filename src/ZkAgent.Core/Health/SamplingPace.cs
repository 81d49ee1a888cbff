namespace ZkAgent.Core.Health;

/// <summary>How long to wait before the next sample that no probe or scrape asked for.</summary>
public static class SamplingPace
{
    /// <summary>While something is about to happen: an election takes some hundred milliseconds.</summary>
    public static readonly TimeSpan Fast = TimeSpan.FromMilliseconds(250);

    /// <summary>When it did not happen soon: four questions a second for hours would be noise.</summary>
    public static readonly TimeSpan Patient = TimeSpan.FromSeconds(1);

    /// <summary>When all is well. Probes and scrapes that need a newer sample ask for one.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromSeconds(10);

    /// <summary>How long the fast pace is kept in one state.</summary>
    public static readonly TimeSpan FastFor = TimeSpan.FromSeconds(30);

    public static TimeSpan After(HealthSnapshot health) =>
        health.State.IsInQuorum() || health.State == HealthState.Ended ? Slow
        : health.Seen.At - health.Since < FastFor ? Fast
        : Patient;
}
