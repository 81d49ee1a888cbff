using ZkAgent.Core.Backups;
using ZkAgent.Core.DataTree;
using ZkAgent.Core.Rendering;
using ZkAgent.Files;
using ZkAgent.Machine;

namespace ZkAgent.Backups;

/// <summary>Proves that a backup is whole.</summary>
internal static class BackupVerification
{
    /// <param name="backup">The backup; log segments next to it that follow on it are verified too.</param>
    /// <param name="level">Quick or full.</param>
    /// <param name="cancellation">Ends it early and throws.</param>
    /// <remarks>Does not write: <see cref="Record"/> writes the result into the manifest.</remarks>
    public static BackupReport Verify(StoredBackup backup, VerifiedLevel level, CancellationToken cancellation)
    {
        using var replay = new TreeReplay(RandomNumber.Create());
        return new VerificationRun(backup, level, replay, cancellation).Run();
    }

    /// <summary>Writes a good report's level, time and counts into the backup's manifest; leaves a tar file as it is.</summary>
    /// <returns>The backup with its new manifest.</returns>
    /// <exception cref="IOException">The directory can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    public static StoredBackup Record(StoredBackup backup, BackupReport report, DateTimeOffset now)
    {
        // A quick verification takes nothing back that a full one proved.
        if (!report.IsGood || backup.IsArchive || backup.Manifest.Verified > report.Level) return backup;
        var manifest = backup.Manifest with { Verified = report.Level, VerifiedAt = now };
        if (report is { Level: VerifiedLevel.Full, Segments: 0 }) manifest = manifest with { Nodes = report.Nodes, Ephemerals = report.Ephemerals, Sessions = report.Sessions };
        FileWriter.Write(new RenderedFile($"{backup.Path}/{BackupManifest.FileName}", BackupManifestText.Write(manifest), RenderedFile.Private) { Lasting = true });
        return backup with { Manifest = manifest };
    }
}
