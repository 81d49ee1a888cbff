namespace ZkAgent.Backups;

/// <summary>The backups in a directory.</summary>
/// <param name="directory">ZK_BACKUP_DIR, one ensemble's directory in it, one backup, or a tar file with one.</param>
internal sealed class BackupStore(string directory)
{
    /// <summary>Directories that look like a backup and are none, as sentences that begin "cannot"; filled by <see cref="List"/>.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>Every backup that has a manifest, the oldest first.</summary>
    /// <exception cref="IOException">The directory can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    public IReadOnlyList<StoredBackup> List() => throw new NotSupportedException(directory + Problems.Count);

    /// <param name="nameOrLatest">A backup's name, or <c>latest</c>.</param>
    /// <exception cref="InvalidDataException">There is none, or it has no manifest that can be read; the message begins "cannot".</exception>
    /// <exception cref="IOException">The directory can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    public StoredBackup Find(string nameOrLatest)
    {
        Problems = [];
        throw new NotSupportedException(nameOrLatest);
    }
}
