using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Membership;

/// <summary>How a list of servers gets into the files that ZooKeeper starts with.</summary>
public enum StartListKind
{
    /// <summary>ZooKeeper's own file is used as it is.</summary>
    Kept,

    /// <summary>A list of version 0: that of a new ensemble, or of one that was static until now.</summary>
    First,

    /// <summary>The list that members told, in which this server has no vote. ZooKeeper replaces it with the leader's.</summary>
    Joining,

    /// <summary>A list that members told, or the own one under other names, written with its version because the operator set an override.</summary>
    Taken,
}

/// <summary>The list of servers that ZooKeeper is started with.</summary>
/// <param name="Configuration">The servers, and the version for the file's name.</param>
/// <param name="Kind">How it is written.</param>
public sealed record StartList(EnsembleConfiguration Configuration, StartListKind Kind);
