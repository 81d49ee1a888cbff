using System.Collections.ObjectModel;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.DataGuard;

/// <summary>Everything that a start of ZooKeeper is decided by.</summary>
/// <param name="LocalMember">Our place in the ensemble.</param>
/// <param name="Before">What the peers told in the round before; empty in the first.</param>
/// <param name="Now">What they told in this round, which began when the one before was over.</param>
/// <param name="Overrides">The operator's overrides in force at this decision.</param>
public sealed record GuardFacts(
    LocalMember LocalMember, LocalVolume Volume, IReadOnlyList<PeerAnswer> Before, IReadOnlyList<PeerAnswer> Now, GuardOverrides Overrides)
{
    /// <summary>The restore that the settings ask for; null where they ask for none.</summary>
    public RestoreRequest? Restore { get; init; }

    /// <summary>For how long, without a break, each peer has told nothing of its volume; a peer that is not in it, for no time.</summary>
    public IReadOnlyDictionary<ServerId, TimeSpan> Silences { get; init; } = ReadOnlyDictionary<ServerId, TimeSpan>.Empty;

    /// <summary>How long an override waits for a member that does not answer: a pod may need minutes to get its volume on another node.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>Those of <see cref="Silent"/> that an override still waits for.</summary>
    public IReadOnlyList<PeerAnswer> Awaited => [.. Silent.Where(p => Silences.GetValueOrDefault(p.Server.Id) < Timeout)];

    /// <summary>Participants that told nothing of their volume in this round: they may have data.</summary>
    public IReadOnlyList<PeerAnswer> Silent => [.. Now.Where(p => p.Server.Role == ServerRole.Participant && p.Report?.Volume is null)];
}
