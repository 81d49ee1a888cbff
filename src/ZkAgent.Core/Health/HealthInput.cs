using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Health;

/// <summary>Everything that is known at one moment and that health is judged by.</summary>
/// <param name="At">The moment.</param>
/// <param name="Process">What the supervisor knows.</param>
/// <param name="Standalone">ZooKeeper runs without a quorum, alone.</param>
/// <param name="Draining">Why this server is about to leave, in words; null while it is to stay.</param>
/// <param name="Sample">What ZooKeeper answered; null where there was no process to ask.</param>
public sealed record HealthInput(
    DateTimeOffset At, SupervisionSnapshot Process, bool Standalone, string? Draining, Sample? Sample)
{
    /// <summary>True where the settings say that a leader without clients is ready.</summary>
    public bool LeaderReady { get; init; }

    /// <summary>Why it finds no quorum, as the rest of a sentence; null where nothing is known.</summary>
    public string? QuorumTrouble { get; init; }
}
