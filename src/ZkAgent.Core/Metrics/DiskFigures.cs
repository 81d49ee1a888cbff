namespace ZkAgent.Core.Metrics;

/// <summary>What ZooKeeper's files take on the disk, at one moment.</summary>
/// <param name="At">The moment, by the wall clock, as files are dated.</param>
/// <param name="Directories">The data directory and that of the transaction log.</param>
/// <param name="NewestSnapshotAt">When the newest of them was written; null where there is none.</param>
/// <param name="TransactionLogs">Files of the transaction log.</param>
/// <param name="LogGrowth">By how many bytes the log grew since the first sample.</param>
public sealed record DiskFigures(
    DateTimeOffset At, IReadOnlyList<DirectoryFigures> Directories, int Snapshots, DateTimeOffset? NewestSnapshotAt, int TransactionLogs, long LogGrowth);

/// <summary>One directory and the file system that it is on.</summary>
/// <param name="Name"><see cref="Data"/> or <see cref="Log"/>.</param>
/// <param name="Bytes">Disk space that the files below it take.</param>
/// <param name="FilesystemBytes">The file system's size.</param>
/// <param name="FreeBytes">What may still be written by who is not root.</param>
/// <param name="Inodes">The file system's inodes; 0 where it has no fixed number.</param>
/// <param name="FreeInodes">Those that are free.</param>
public sealed record DirectoryFigures(string Name, long Bytes, long FilesystemBytes, long FreeBytes, long Inodes, long FreeInodes)
{
    public const string Data = "data";
    public const string Log = "log";

    /// <summary>The names that there are.</summary>
    public static readonly IReadOnlyList<string> Names = [Data, Log];
}
