using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.DataGuard;

/// <summary>Everything that a start of ZooKeeper is decided by.</summary>
/// <param name="Seat">Our place in the ensemble.</param>
/// <param name="Volume">Our volume.</param>
/// <param name="Before">What the peers told in the round before; empty in the first.</param>
/// <param name="Now">What they told in this round, which began when the one before was over.</param>
/// <param name="Overrides">What a human took upon themselves.</param>
public sealed record GuardFacts(
    Seat Seat, OwnVolume Volume, IReadOnlyList<PeerAnswer> Before, IReadOnlyList<PeerAnswer> Now, GuardOverrides Overrides)
{
    /// <summary>For how long this start has been asking.</summary>
    public TimeSpan Asking { get; init; }
}
