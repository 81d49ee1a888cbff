namespace ZkAgent.Core.Ensemble;

/// <summary>Our own place in the ensemble.</summary>
/// <param name="Topology">All servers.</param>
/// <param name="Self">The one of them that this agent runs.</param>
/// <param name="Standalone">True where ZooKeeper runs without a quorum, alone.</param>
public sealed record LocalMember(EnsembleTopology Topology, EnsembleServer Self, bool Standalone)
{
    /// <summary>True where nothing says how many servers there are, and another image's default makes this one the only server.</summary>
    public bool AloneByDefault { get; init; }

    /// <summary>What the servers of other ordinals are called, with dynamic membership; null with a static list.</summary>
    public ServerPattern? Pattern { get; init; }

    public IEnumerable<EnsembleServer> Peers => Topology.Servers.Where(s => s.Id != Self.Id);
}
