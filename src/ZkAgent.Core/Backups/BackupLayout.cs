using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Backups;

/// <summary>
/// Where things lie in the backup directory: <c>DIR/ENSEMBLE/NAME/{snapshot.X, log.Y, manifest}</c> and <c>DIR/ENSEMBLE/log/FIRST-LAST</c>.
/// </summary>
public static class BackupLayout
{
    /// <summary>What is being written has this prefix until it is whole; it is never listed.</summary>
    public const string PartialPrefix = ".partial-";

    /// <summary>The directory of log segments.</summary>
    public const string SegmentDirectory = "log";

    /// <summary>0700: a backup holds every secret of the tree.</summary>
    public const UnixFileMode DirectoryMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>0600.</summary>
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The directory of an ensemble's backups within DIR.</summary>
    /// <param name="ensemble">Null where the member has no identity.</param>
    public static string EnsembleDirectory(EnsembleId? ensemble) => ensemble?.Value ?? "unknown";

    /// <summary>True for the name of a snapshot or a log, whatever its compression. A manifest can't name a file elsewhere.</summary>
    public static bool IsDataFile(string name) =>
        !name.Contains('/', StringComparison.Ordinal) && (IsSnapshot(name) || IsLog(name));

    public static bool IsSnapshot(string name) => DataFileName.Zxid(name, DataFileName.SnapshotPrefix) is not null;

    public static bool IsLog(string name) => DataFileName.Zxid(name, DataFileName.LogPrefix) is not null;
}
