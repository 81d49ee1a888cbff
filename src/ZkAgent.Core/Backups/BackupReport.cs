using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Backups;

/// <summary>What a verification found.</summary>
/// <param name="Level">What was verified.</param>
public sealed record BackupReport(VerifiedLevel Level)
{
    /// <summary>What is wrong, as sentences that begin "cannot"; empty where the backup is good.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>What limits the proof without being wrong: digests that are off, segments that are missing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public bool IsGood => Problems.Count == 0;

    /// <summary>The backup can be restored to any transaction from here on: the fuzzy end of its snapshot.</summary>
    public Zxid From { get; init; }

    /// <summary>… up to here: the last transaction of the logs and of the segments that follow on them without a gap.</summary>
    public Zxid To { get; init; }

    public DateTimeOffset? FromTime { get; init; }

    public DateTimeOffset? ToTime { get; init; }

    /// <summary>Transactions read after the snapshot's name.</summary>
    public long Transactions { get; init; }

    /// <summary>Znodes at <see cref="To"/> after a full verification, in the snapshot otherwise; the root included.</summary>
    public long Nodes { get; init; }

    public long Ephemerals { get; init; }

    public long Sessions { get; init; }

    /// <summary>Bytes as they are stored, segments included.</summary>
    public long Bytes { get; init; }

    /// <summary>Segments of the log that follow on the backup.</summary>
    public int Segments { get; init; }

    /// <summary>Digests of ZooKeeper that were compared.</summary>
    public long DigestsCompared { get; init; }

    /// <summary>… and were equal.</summary>
    public long DigestsEqual { get; init; }

    /// <summary>The tree's digest at <see cref="To"/>; null without a full verification.</summary>
    public ulong? Digest { get; init; }
}
