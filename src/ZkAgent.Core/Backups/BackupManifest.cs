using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Backups;

/// <summary>What a backup contains; written last, so that a backup without one is not a backup.</summary>
public sealed record BackupManifest
{
    public const string FileName = "manifest";

    /// <summary>The only format that this version writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>16 random bytes as 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The source's ensemble; null where the member had no identity.</summary>
    public required EnsembleId? Ensemble { get; init; }

    /// <summary>The member that was copied, by its name: zk-0.</summary>
    public required string Member { get; init; }

    public required ServerId Server { get; init; }

    /// <summary>leader, follower, observer or standalone, as srvr said.</summary>
    public required string Role { get; init; }

    /// <summary>ZooKeeper's version as srvr said: 3.9.3; empty where it did not.</summary>
    public required string ZooKeeper { get; init; }

    public required string Agent { get; init; }

    /// <summary>The epoch of the last transaction.</summary>
    public required long Epoch { get; init; }

    /// <summary>The zxid in the snapshot's name.</summary>
    public required Zxid Snapshot { get; init; }

    /// <summary>The snapshot may hold parts of transactions up to this one; only a tree that has it is exact. Equal to <see cref="Snapshot"/> if ZooKeeper wrote no digest.</summary>
    public required Zxid FuzzyEnd { get; init; }

    /// <summary>The first transaction in the logs.</summary>
    public required Zxid First { get; init; }

    /// <summary>The last transaction in the logs; the snapshot's fuzzy end if the logs have none.</summary>
    public required Zxid Last { get; init; }

    /// <summary>The leader's clock at the first transaction; null without transactions.</summary>
    public DateTimeOffset? FirstTime { get; init; }

    /// <summary>The leader's clock at the last transaction; null without transactions.</summary>
    public DateTimeOffset? LastTime { get; init; }

    /// <summary>The backup contains everything that was acknowledged before this time of the member's clock; null if no barrier proves it.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Znodes in the snapshot, the root included; after a full verification those after the last transaction.</summary>
    public required long Nodes { get; init; }

    /// <summary>Ephemeral znodes, counted as <see cref="Nodes"/>.</summary>
    public required long Ephemerals { get; init; }

    /// <summary>Sessions, counted as <see cref="Nodes"/>.</summary>
    public required long Sessions { get; init; }

    /// <summary>ZooKeeper's digest of the tree after the last transaction, as its log has it; null where digests are off.</summary>
    public ulong? Digest { get; init; }

    /// <summary>The server.N lines of the source.</summary>
    public required IReadOnlyList<string> Servers { get; init; }

    /// <summary>none, or the name of the compression that the files' suffix stands for.</summary>
    public required string Compression { get; init; }

    /// <summary>Every other file of the backup: the snapshot first, then the logs in order.</summary>
    public required IReadOnlyList<BackupFile> Files { get; init; }

    public VerifiedLevel Verified { get; init; }

    /// <summary>When that verification ended; null without one.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Bytes of all files but the manifest.</summary>
    public long Bytes => Files.Sum(f => f.Bytes);
}
