namespace ZkAgent.Core.Volume;

/// <summary>One copy of the identity as found: the identity, or why it can't be read; both null where there is none.</summary>
public sealed record VolumeIdentityCopy(VolumeIdentity? VolumeIdentity, string? Problem)
{
    public static readonly VolumeIdentityCopy Missing = new(null, null);
}

/// <summary>The two copies of a volume's identity, and the result of both.</summary>
/// <remarks>
/// dataDir and dataLogDir may be on two file systems, and a power cut or a hand can take either copy. The log's copy is written first
/// and flushed before the other one is begun, so of two that differ it is the later one.
/// </remarks>
/// <param name="Data">The copy in dataDir.</param>
/// <param name="Log">The copy in dataLogDir; null where both are one directory.</param>
public sealed record VolumeIdentityCopies(VolumeIdentityCopy Data, VolumeIdentityCopy? Log)
{
    /// <summary>Whose volume it is; null where no copy says.</summary>
    public VolumeIdentity? Known => (Data.VolumeIdentity, Log?.VolumeIdentity) switch
    {
        (null, var log) => log,
        (var data, null) => data,
        var (data, log) => log with { Ensemble = log.Ensemble ?? data.Ensemble, Served = log.Served || data.Served, Members = log.Served || !data.Served ? log.Members : data.Members },
    };

    /// <summary>True where dataLogDir is a directory of its own and has no identity file that can be read.</summary>
    public bool LogHasNone => Log is { VolumeIdentity: null };

    /// <summary>True where every copy there should be says this.</summary>
    public bool AllSay(VolumeIdentity identity) => Data.VolumeIdentity == identity && (Log is null || Log.VolumeIdentity == identity);

    /// <summary>True where the two directories belong to two ensembles.</summary>
    public bool AreOfTwoEnsembles => Data.VolumeIdentity?.Ensemble is { } data && Log?.VolumeIdentity?.Ensemble is { } log && data != log;

    /// <summary>Why no copy can be used; null where one can, or where there is none. One that can be read stands in for one that can't.</summary>
    public string? Problem => Known is null ? Data.Problem ?? Log?.Problem : null;

    /// <summary>Why one copy counts as missing although the other can be read; null where all is well.</summary>
    public string? Warning => Known is null ? null : Data.Problem ?? Log?.Problem;
}
