using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Volume;

/// <summary>Whose volume this is: lies next to the data, in dataDir and in a dataLogDir of its own, never inside version-2.</summary>
/// <param name="Server">The server whose volume it is.</param>
/// <param name="Name">What that server was called, for people: zk-0.</param>
/// <param name="Ensemble">The ensemble, by the id it was given when its first quorum served; null until that is known.</param>
/// <param name="Served">True once the server was in a quorum that serves; false while it was only initialized.</param>
/// <param name="Members">The participants it last served with.</param>
public sealed record VolumeIdentity(ServerId Server, string Name, EnsembleId? Ensemble, bool Served, IReadOnlyList<ServerId> Members)
{
    /// <summary>Which of its members were a quorum when it last served; null where an earlier version, or no quorum yet, wrote the identity.</summary>
    public QuorumRule? Rule { get; init; }

    /// <summary>True once it was started with dynamic membership: then a list of servers that is derived from settings may be an old one.</summary>
    public bool IsDynamic { get; init; }

    /// <summary>The version of the newest configuration that it served with; null with a static list.</summary>
    public long? Configuration { get; init; }

    /// <summary>True once the ensemble had all the voters that it was founded for.</summary>
    public bool WasComplete { get; init; }

    /// <summary>The restored data that lies here and was never started; null where there is none. Such a volume counts as empty.</summary>
    public PlacedRestore? Placed { get; init; }

    /// <summary>The ZK_RESTORE that this volume was restored with, so that a restart with it needs no backup; null where there was none.</summary>
    public string? Restored { get; init; }

    /// <summary>The version of ZooKeeper that it last served with; null where an earlier version of the agent wrote the identity.</summary>
    public string? ZooKeeper { get; init; }

    public const string FileName = "zkagent.identity";

    public bool Equals(VolumeIdentity? other) => other is not null && Server == other.Server && Name == other.Name
        && Ensemble == other.Ensemble && Served == other.Served && Members.SequenceEqual(other.Members)
        && Rule?.Groups == other.Rule?.Groups && IsDynamic == other.IsDynamic && Configuration == other.Configuration && WasComplete == other.WasComplete
        && Placed == other.Placed && Restored == other.Restored && ZooKeeper == other.ZooKeeper;

    public override int GetHashCode() => HashCode.Combine(Server, Name, Ensemble, Served, Members.Count);
}
