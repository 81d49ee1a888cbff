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
    /// <summary>none or the name of the compression.</summary>
    public required string Compression { get; init; }

    /// <summary>Bytes that are read from the volume in a second; 0: no limit.</summary>
    public long BytesPerSecond { get; init; }

    /// <summary>Bytes that a log entry may have.</summary>
    public required int EntryLimit { get; init; }
}

/// <summary>A backup that was made, or why not: one of the two is null.</summary>
internal sealed record BackupOutcome(StoredBackup? Backup, BackupFailure? Failure);
