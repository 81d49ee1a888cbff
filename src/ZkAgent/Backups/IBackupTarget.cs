using ZkAgent.Core.Backups;

namespace ZkAgent.Backups;

/// <summary>Where a backup goes: a directory, or a tar stream. What is not finished is removed at the end, or left under a partial name if that fails, too.</summary>
internal interface IBackupTarget : IDisposable
{
    /// <summary>The compression of the files, for the manifest.</summary>
    string Compression { get; }

    /// <summary>Removes what an earlier run left, and begins a backup of this name.</summary>
    /// <exception cref="IOException">The target can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The target may not be written.</exception>
    void Begin(string name);

    /// <summary>Writes a file.</summary>
    /// <param name="name">ZooKeeper's name of it.</param>
    /// <param name="content">Its bytes; the length is known.</param>
    /// <exception cref="IOException">The target can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The target may not be written.</exception>
    /// <exception cref="SourceException">The content can't be read.</exception>
    BackupFile Add(string name, Stream content);

    /// <summary>Writes the manifest and makes it a backup. Returns when all of it is on the disk.</summary>
    /// <exception cref="IOException">The target can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The target may not be written.</exception>
    StoredBackup Finish(BackupManifest manifest);
}
