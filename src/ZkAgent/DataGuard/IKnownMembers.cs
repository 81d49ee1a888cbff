using ZkAgent.Core.Ensemble;

namespace ZkAgent.DataGuard;

/// <summary>What the cluster tells of members, before a member is asked.</summary>
internal interface IKnownMembers
{
    /// <summary>The ordinals that the StatefulSet asks for, as last read.</summary>
    WantedMembers Wanted { get; }

    /// <summary>The ordinals that have a claim for a volume; null where the API server does not tell.</summary>
    IReadOnlyList<int>? Claims { get; }

    /// <summary>Members whose address is behind the headless service, whatever their ordinal.</summary>
    IReadOnlyList<EnsembleServer> Found { get; }

    /// <summary>Addresses behind the headless service that do not say which member they are.</summary>
    IReadOnlyList<string> Silent { get; }

    /// <summary>Reads all of it where it is older than a few seconds.</summary>
    Task FindAsync(CancellationToken stop);
}
