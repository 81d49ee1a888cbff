using ZkAgent.Core.Backups;

namespace ZkAgent.Backups;

/// <summary>A backup with its manifest.</summary>
/// <param name="Path">Its directory, or the tar file that has it.</param>
/// <param name="Manifest">What it contains.</param>
internal sealed record StoredBackup(string Path, BackupManifest Manifest)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>True for a tar file, which has no log segments next to it.</summary>
    public bool IsArchive => File.Exists(Path);

    /// <summary>Opens a file of the backup as it is stored.</summary>
    /// <exception cref="IOException">It is not there or can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public Stream Open(string name) => IsArchive ? TarFiles.Open(Path, name) : PlainFiles.Open($"{Path}/{name}");
}
