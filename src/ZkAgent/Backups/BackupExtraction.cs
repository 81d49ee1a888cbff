using ZkAgent.Core.Backups;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Backups;

/// <summary>What was extracted.</summary>
/// <param name="Last">The last transaction; null if nothing was extracted.</param>
/// <param name="LastTime">The leader's clock at it; null without one.</param>
/// <param name="Problem">Why nothing was extracted; begins with "cannot". Null where all was.</param>
internal sealed record ExtractResult(Zxid? Last, DateTimeOffset? LastTime, string? Problem);

/// <summary>Writes a backup's data as ZooKeeper reads it.</summary>
internal static class BackupExtraction
{
    /// <summary>Writes the snapshot and the logs with all segments that follow, plain, up to the cut. Returns when all of it is on the disk.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="cut">The last transaction that is wanted.</param>
    /// <param name="dataVersion2">An existing, empty directory for the snapshot.</param>
    /// <param name="logVersion2">An existing, empty directory for the logs; may be the same.</param>
    /// <exception cref="IOException">A directory can't be written, or the backup can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A directory may not be written.</exception>
    public static ExtractResult Extract(StoredBackup backup, BackupCut cut, string dataVersion2, string logVersion2) => throw new NotSupportedException($"{backup}{cut}{dataVersion2}{logVersion2}");
}
