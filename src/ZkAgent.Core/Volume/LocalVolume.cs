using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Volume;

/// <summary>Our own volume as it is now.</summary>
/// <param name="Data">What it holds.</param>
/// <param name="VolumeIdentity">Whose it is; null when it has no identity file.</param>
/// <param name="Words">What was found, in words that follow "this volume".</param>
public sealed record LocalVolume(MemberData Data, VolumeIdentity? VolumeIdentity, string Words)
{
    /// <summary>The restore whose data lies here, whole and never started; the volume counts as empty. Null where there is none.</summary>
    public EnsembleId? Placed { get; init; }

    /// <summary>How new the data is; null where there is none.</summary>
    public DataPosition? Newest { get; init; }

    /// <summary>Names of files in version-2 that hold nothing and would be in the way of a start.</summary>
    public IReadOnlyList<string> InTheWay { get; init; } = [];

    /// <summary>True for data of a member of an ensemble: a standalone server writes no epoch files, and its transactions are of epoch 0.</summary>
    public bool IsOfEnsemble { get; init; }

    /// <summary>True where data was found near its directories that this volume may be missing.</summary>
    public bool IsMisplaced { get; init; }

    /// <summary>A quarantine so young that what is damaged again has a cause that another move does not repair; null without one.</summary>
    public QuarantineMark? RecentQuarantine { get; init; }
}
