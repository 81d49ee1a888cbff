using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Membership;

/// <summary>Which members there may be, from everything that names one.</summary>
public static class KnownMembers
{
    /// <summary>The members to ask besides this one, in the order of their ids.</summary>
    /// <param name="local">Our place.</param>
    /// <param name="replicas">ZK_REPLICAS; it counts while no configuration is known.</param>
    /// <param name="configuration">The newest configuration; null while none is known.</param>
    /// <param name="wanted">The ordinals that the StatefulSet asks for.</param>
    /// <param name="found">Members that something else named.</param>
    /// <param name="before">The members that were asked until now.</param>
    public static IReadOnlyList<EnsembleServer> Others(
        LocalMember local, int replicas, EnsembleConfiguration? configuration, WantedMembers wanted, IEnumerable<EnsembleServer> found, IEnumerable<EnsembleServer> before)
    {
        var pattern = local.Pattern!;
        IEnumerable<int> ordinals = wanted is WantedMembers.Range range ? range.Ordinals : [];
        if (configuration is null) ordinals = ordinals.Concat(Enumerable.Range(pattern.FirstOrdinal, replicas));
        // Without the API server nothing tells that a member is gone for good; with it, one that is neither listed nor wanted is.
        var kept = wanted is WantedMembers.Range ? [] : before;
        // A copied list has the names of the place that it was copied from; the members of this place are asked.
        var listed = configuration is null ? [] : MovedList.WithOwnNames(pattern, local.Self.Id, configuration).Servers;
        var unlisted = ordinals.Where(o => o + pattern.IdOffset <= ServerId.Highest).Select(pattern.At).Concat(found).Concat(kept)
            .Select(s => s with { Role = configuration is null ? s.Role : ServerRole.Observer });
        return [.. listed.Concat(unlisted).Where(s => s.Id != local.Self.Id).DistinctBy(s => s.Id).OrderBy(s => s.Id.Value)];
    }

    /// <summary>Our place by a configuration; without a vote where it does not name us.</summary>
    public static LocalMember PlaceIn(LocalMember local, EnsembleConfiguration configuration)
    {
        var self = configuration.Find(local.Self.Id);
        return self is not null
            ? local with { Topology = configuration.Topology, Self = self }
            : local with
            {
                Topology = new([.. configuration.Servers.Append(local.Self with { Role = ServerRole.Observer }).OrderBy(s => s.Id.Value)]),
                Self = local.Self with { Role = ServerRole.Observer },
            };
    }
}
