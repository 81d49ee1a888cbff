using ZkAgent.Core.Backups;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;

namespace ZkAgent.Backups;

/// <summary>What is to be copied, and to where.</summary>
/// <param name="Directories">The member's data directories.</param>
/// <param name="LocalMember">The member.</param>
/// <param name="Directory">ZK_BACKUP_DIR.</param>
internal sealed record BackupRequest(DirectorySettings Directories, LocalMember LocalMember, string Directory)
{
    /// <summary>none or zstd.</summary>
    public required string Compression { get; init; }

    /// <summary>Bytes that are read from the volume in a second; 0: no limit.</summary>
    public long BytesPerSecond { get; init; }

    /// <summary>Takes a tar archive instead of <see cref="Directory"/>; null: a directory is written.</summary>
    public Stream? Archive { get; init; }

    /// <summary>Takes a sentence for what is odd and no failure, such as a snapshot that can't be read.</summary>
    public Action<string> Note { get; init; } = static _ => { };
}

/// <summary>A backup that was made, or why not: one of the two is null.</summary>
internal sealed record BackupOutcome(StoredBackup? Backup, BackupFailure? Failure);
