using ZkAgent.Core.Backups;

namespace ZkAgent.Backups;

/// <summary>A backup with its manifest.</summary>
/// <param name="Path">Its directory, or the tar file that has it.</param>
/// <param name="Manifest">What it contains.</param>
internal sealed record StoredBackup(string Path, BackupManifest Manifest)
{
    public string Name => System.IO.Path.GetFileName(Path);
}
