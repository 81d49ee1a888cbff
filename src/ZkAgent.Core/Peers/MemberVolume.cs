using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Peers;

/// <summary>What a member tells its peers of its volume.</summary>
/// <param name="Instance">A word that is new with every start of its agent: two answers with the same one come from one life.</param>
/// <param name="Data">What the volume holds.</param>
/// <param name="Ensemble">The ensemble that the volume belongs to; null while it is not known.</param>
/// <param name="Started">True while its ZooKeeper runs.</param>
/// <param name="Members">The participants that it last served with; empty while it never did.</param>
public sealed record MemberVolume(
    string Instance, MemberData Data, EnsembleId? Ensemble, bool Started, IReadOnlyList<ServerId> Members)
{
    /// <summary>How new its data was before its ZooKeeper started; null where it has none, or where an older agent does not tell.</summary>
    public DataPosition? Newest { get; init; }

    /// <summary>How old this is where the volume did not answer at the question; null where it did.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>False where this proves nothing by now. Data does not go away while its agent lives; every other state can have become data since.</summary>
    public bool StillHolds => Age is null || Data == MemberData.Data;
}
