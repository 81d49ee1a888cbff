namespace ZkAgent.Core.Volume;

/// <summary>What lies in <c>version-2</c> of the data directory and of the log directory, before ZooKeeper starts.</summary>
public sealed record VolumeFacts
{
    /// <summary>The newest first.</summary>
    public required IReadOnlyList<SnapshotFact> Snapshots { get; init; }

    /// <summary>The oldest first.</summary>
    public required IReadOnlyList<LogFact> Logs { get; init; }

    public required EpochFacts Epochs { get; init; }

    /// <summary>Logs next to snapshots where the two directories differ, or the other way round, as paths; ZooKeeper ends over them.</summary>
    public IReadOnlyList<string> Misplaced { get; init; } = [];

    /// <summary>Data near the two directories; looked for only where they have no snapshot or no log.</summary>
    public IReadOnlyList<MisplacedData> Elsewhere { get; init; } = [];

    /// <summary>What earlier starts moved aside; the newest first.</summary>
    public IReadOnlyList<QuarantineMark> Quarantines { get; init; } = [];

    /// <summary>Bytes of the longest log entry that ZooKeeper reads; see <see cref="JuteBuffer"/>.</summary>
    public int EntryLimit { get; init; } = JuteBuffer.DefaultLimit;
}

/// <summary>The epoch files' text; null where there is none.</summary>
/// <param name="Current">currentEpoch.</param>
/// <param name="Accepted">acceptedEpoch.</param>
/// <param name="Pending">currentEpoch.tmp, which a crash left while currentEpoch was replaced.</param>
public readonly record struct EpochFacts(string? Current, string? Accepted, string? Pending)
{
    public const string CurrentName = "currentEpoch";
    public const string AcceptedName = "acceptedEpoch";
    public const string PendingName = "currentEpoch.tmp";

    /// <summary>The names of the files that are there.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            if (Current is not null) yield return CurrentName;
            if (Accepted is not null) yield return AcceptedName;
            if (Pending is not null) yield return PendingName;
        }
    }
}
