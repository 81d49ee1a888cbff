using ZkAgent.Core.Backups;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Rendering;
using ZkAgent.Files;
using ZkAgent.Native;

namespace ZkAgent.Backups;

/// <summary>A backup in a directory: written under a partial name, the manifest last, then renamed.</summary>
/// <param name="directory">ZK_BACKUP_DIR.</param>
/// <param name="ensemble">Null where the member has no identity.</param>
/// <param name="member">The member's name: several may write into one directory.</param>
/// <param name="compression">none or zstd.</param>
internal sealed class DirectoryTarget(string directory, EnsembleId? ensemble, string member, string compression) : IBackupTarget
{
    private readonly string _ensemble = $"{directory}/{BackupLayout.EnsembleDirectory(ensemble)}";
    private string? _partial;
    private string _name = "";

    private string Prefix => $"{BackupLayout.PartialPrefix}{member}-";

    public string Compression => compression;

    public void Begin(string name)
    {
        if (!Directory.Exists(_ensemble))
        {
            DurableFiles.MakeDirectory(directory);
            Directory.CreateDirectory(_ensemble, BackupLayout.DirectoryMode);
            DirectoryFlush.Flush(directory);
        }
        _name = name;
        Directory.CreateDirectory(_partial = $"{_ensemble}/{Prefix}{name}", BackupLayout.DirectoryMode);
    }

    public BackupFile Add(string name, Stream content)
    {
        var stored = name + Backups.Compression.Suffix(compression, name);
        using var file = PlainFiles.Create($"{_partial}/{stored}");
        using var hash = new HashingStream(new UnclosedStream(file));
        using (var packed = Backups.Compression.Write(hash, stored)) content.CopyTo(packed, 64 * 1024);
        file.Flush(flushToDisk: true);
        return new(stored, hash.Count, hash.Sha256());
    }

    public StoredBackup Finish(BackupManifest manifest)
    {
        FileWriter.Write(new RenderedFile($"{_partial}/{BackupManifest.FileName}", BackupManifestText.Write(manifest), RenderedFile.Private) { Lasting = true });
        DirectoryFlush.Flush(_partial!);
        var path = $"{_ensemble}/{_name}";
        DurableFiles.Move(_partial!, path);
        _partial = null;
        return new(path, manifest);
    }

    public void Dispose()
    {
        try
        {
            if (_partial is not null) Directory.Delete(_partial, recursive: true);
        }
        // Its name says that it is no backup, and the next run removes it.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }
}
