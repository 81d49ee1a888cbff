using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.DataGuard;

/// <summary>What a member that serves writes onto its volume: that it served, with whom, and in which ensemble.</summary>
/// <param name="VolumeIdentity">The new content of the identity file.</param>
/// <param name="Settled">True once nothing more is to be learnt.</param>
/// <param name="Problem">What the operator should know; null when all is well.</param>
public sealed record VolumeIdentityUpdate(VolumeIdentity VolumeIdentity, bool Settled, string? Problem)
{
    /// <summary>For a member that serves in a quorum, or alone where it is standalone.</summary>
    /// <param name="local">Our place.</param>
    /// <param name="found">The identity as it is; null when there is none.</param>
    /// <param name="peers">What the peers told just now.</param>
    /// <param name="minted">An id for the ensemble should it be ours to name it.</param>
    /// <param name="membership">Our configuration with dynamic membership; null with a static list.</param>
    /// <param name="zooKeeper">The version that serves; null where it does not tell.</param>
    /// <remarks>
    /// One member alone names the ensemble, the participant with the lowest id, and only when all participants answer and none of them knows a name:
    /// two names for one ensemble would make a member refuse its rightful volume. An old answer is none here: its volume may have got a name since.
    /// </remarks>
    public static VolumeIdentityUpdate WhenServing(LocalMember local, VolumeIdentity? found, IReadOnlyList<PeerAnswer> peers, EnsembleId minted, ReportedMembership? membership = null, string? zooKeeper = null)
    {
        var identity = new VolumeIdentity(local.Self.Id, local.Self.ShortName, found?.Ensemble, Served: true, [.. local.Topology.Participants.Select(p => p.Id)])
        {
            Rule = local.Topology.Rule,
            // A member that went back to static membership goes on with the configuration as it was.
            IsDynamic = membership is not null || found?.IsDynamic == true,
            // Until ZooKeeper has written the list that it follows, the files have an older one.
            Configuration = Later(found?.Configuration, membership?.Configuration?.Version),
            WasComplete = membership?.EverComplete == true || found?.WasComplete == true,
            Restored = found?.Restored,
            ZooKeeper = zooKeeper ?? found?.ZooKeeper,
        };
        if (identity.Ensemble is not null) return new(identity, Settled: true, null);

        var known = peers.Where(p => p.Report is { Serving: true }).Select(p => p.Report!.Volume?.Ensemble).OfType<EnsembleId>().Distinct().ToList();
        if (known.Count == 1) return new(identity with { Ensemble = known[0] }, Settled: true, null);
        if (known.Count > 1)
            return new(identity, Settled: false, $"cannot tell which ensemble this volume belongs to: members that serve together say {string.Join(" and ", known.Select(k => k.Abbreviated))}");
        return IsOursToName(local, peers) ? new(identity with { Ensemble = minted }, Settled: true, null) : new(identity, Settled: false, null);
    }

    private static long? Later(long? one, long? other) => one is null || other > one ? other : one;

    private static bool IsOursToName(LocalMember local, IReadOnlyList<PeerAnswer> peers) =>
        local.Topology.Participants.MinBy(p => p.Id.Value)!.Id == local.Self.Id
        && peers.Where(p => p.Server.Role == ServerRole.Participant).All(p => p.Report?.Volume is { Age: null })
        && peers.All(p => p.Report?.Volume?.Ensemble is null);
}
