using ZkAgent.Core.Backups;
using ZkAgent.Core.Ensemble;
using ZkAgent.Native;

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
    /// <param name="backup">The backup. A full verification is the caller's; every file's SHA-256 is checked here.</param>
    /// <param name="cut">The last transaction that is wanted.</param>
    /// <param name="dataVersion2">An existing, empty directory for the snapshot.</param>
    /// <param name="logVersion2">An existing, empty directory for the logs; may be the same.</param>
    /// <exception cref="IOException">A directory can't be written, or the backup can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A directory may not be written.</exception>
    public static ExtractResult Extract(StoredBackup backup, BackupCut cut, string dataVersion2, string logVersion2)
    {
        var manifest = backup.Manifest;
        if (manifest.Files.FirstOrDefault(f => BackupLayout.IsSnapshot(f.Name)) is not { } snapshot) return Failed("cannot extract the backup: its manifest names no snapshot");
        var progress = new CutProgress(cut, manifest);
        if (progress.EarlyProblem is { } early) return Failed(early);
        if (ExtractSnapshot(backup, snapshot, dataVersion2) is { } broken) return Failed(broken);
        var logs = new LogExtraction(progress, logVersion2);
        foreach (var source in RecordSource.Of(backup))
        {
            if (progress.IsCut) break;
            if (logs.Add(source) is { } problem) return Failed(problem);
        }
        DirectoryFlush.Flush(dataVersion2);
        DirectoryFlush.Flush(logVersion2);
        return progress.Problem is { } wrong ? Failed(wrong) : new(progress.Last, progress.LastTime, null);
    }

    private static string? ExtractSnapshot(StoredBackup backup, BackupFile snapshot, string directory)
    {
        using var target = PlainFiles.Create($"{directory}/{Compression.PlainName(snapshot.Name)}");
        var problem = BackupRecords.ReadStored(backup, snapshot, stream => stream.CopyTo(target));
        target.Flush(flushToDisk: true);
        return problem;
    }

    private static ExtractResult Failed(string problem) => new(null, null, problem);
}
