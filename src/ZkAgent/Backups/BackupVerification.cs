using ZkAgent.Core.Backups;

namespace ZkAgent.Backups;

/// <summary>Proves that a backup is whole.</summary>
internal static class BackupVerification
{
    /// <param name="backup">The backup; log segments next to it that follow on it are verified too.</param>
    /// <param name="level">Quick or full.</param>
    /// <param name="cancellation">Ends it early and throws.</param>
    /// <remarks>Does not write: <see cref="Record"/> writes the result into the manifest.</remarks>
    public static BackupReport Verify(StoredBackup backup, VerifiedLevel level, CancellationToken cancellation) => throw new NotSupportedException($"{backup}{level}{cancellation}");

    /// <summary>Writes a good report's level, time and counts into the backup's manifest; leaves a tar file as it is.</summary>
    /// <returns>The backup with its new manifest.</returns>
    /// <exception cref="IOException">The directory can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    public static StoredBackup Record(StoredBackup backup, BackupReport report, DateTimeOffset now) => throw new NotSupportedException($"{backup}{report}{now}");
}
