using ZkAgent.Core.Backups;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.Files;
using ZkAgent.Native;

namespace ZkAgent.Backups;

/// <summary>One ensemble's directory below ZK_BACKUP_DIR: its backups, its log segments, and what was left half written.</summary>
/// <param name="root">ZK_BACKUP_DIR.</param>
/// <param name="ensemble">The ensemble.</param>
internal sealed class BackupDirectory(string root, EnsembleId ensemble)
{
    /// <summary>Manifests as they were last read. They are looked at every few seconds and change twice in their life.</summary>
    private readonly Dictionary<string, (DateTime Written, StoredBackup? Backup)> _known = new(StringComparer.Ordinal);

    public EnsembleId Ensemble => ensemble;

    public string Path { get; } = $"{root}/{BackupLayout.EnsembleDirectory(ensemble)}";

    public string SegmentPath => $"{Path}/{BackupLayout.SegmentDirectory}";

    private string ProgressPath => $"{SegmentPath}/{SegmentProgress.FileName}";

    /// <summary>Creates the directories. ZK_BACKUP_DIR itself must be there: it is where a volume is mounted.</summary>
    /// <exception cref="IOException">It is not there, or can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Prepare()
    {
        if (!Directory.Exists(root)) throw new IOException($"cannot use {BackupCatalog.Dir.Name}={root}: it does not exist; mount a volume there");
        if (Directory.Exists(SegmentPath)) return;
        Directory.CreateDirectory(Path, BackupLayout.DirectoryMode);
        Directory.CreateDirectory(SegmentPath, BackupLayout.DirectoryMode);
        DirectoryFlush.Flush(Path);
        DirectoryFlush.Flush(root);
    }

    /// <summary>Every backup that has its manifest, the oldest first.</summary>
    /// <exception cref="IOException">The directory can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    public IReadOnlyList<StoredBackup> List()
    {
        if (!Directory.Exists(Path)) return [];
        var found = Directory.EnumerateDirectories(Path).Where(path => BackupName.Parse(System.IO.Path.GetFileName(path)) is not null)
            .Select(path => (Path: path, Written: File.GetLastWriteTimeUtc($"{path}/{BackupManifest.FileName}"))).ToList();
        foreach (var gone in _known.Keys.Except(found.Select(f => f.Path)).ToList()) _known.Remove(gone);
        foreach (var (path, written) in found)
            if (!_known.TryGetValue(path, out var known) || known.Written != written)
                _known[path] = (written, Load(path));
        return [.. _known.Values.Select(k => k.Backup).OfType<StoredBackup>().OrderBy(b => BackupName.Parse(b.Name)!.Time).ThenBy(b => b.Manifest.Last.Value)];
    }

    /// <summary>Every log segment.</summary>
    /// <inheritdoc cref="List"/>
    public IReadOnlyList<SegmentName> Segments() =>
        Directory.Exists(SegmentPath) ? [.. Directory.EnumerateFiles(SegmentPath).Select(System.IO.Path.GetFileName).Select(name => SegmentName.Parse(name!)).OfType<SegmentName>()] : [];

    /// <summary>Up to where the segments are complete; null where there are none yet.</summary>
    /// <inheritdoc cref="List"/>
    public SegmentProgress? Progress() => File.Exists(ProgressPath) ? SegmentProgress.Parse(File.ReadAllText(ProgressPath)) : null;

    /// <inheritdoc cref="Prepare"/>
    public void Write(SegmentProgress progress) => FileWriter.Write(new RenderedFile(ProgressPath, progress.Text, RenderedFile.Private) { Lasting = true });

    /// <summary>Deletes a backup. It is not listed any more before its first file is gone.</summary>
    /// <inheritdoc cref="Prepare"/>
    public void Delete(string name)
    {
        var partial = $"{Path}/{BackupLayout.PartialPrefix}{name}";
        DurableFiles.Move($"{Path}/{name}", partial);
        Directory.Delete(partial, recursive: true);
    }

    /// <inheritdoc cref="Prepare"/>
    public void Delete(SegmentName segment) => File.Delete($"{SegmentPath}/{segment}");

    /// <summary>Removes what a member that died left half written. What was touched a short time ago may still be written.</summary>
    /// <param name="now">The time, UTC.</param>
    /// <returns>The names.</returns>
    /// <inheritdoc cref="Prepare"/>
    public IReadOnlyList<string> Sweep(DateTimeOffset now)
    {
        List<string> swept = [];
        foreach (var entry in new[] { Path, SegmentPath }.Where(Directory.Exists).SelectMany(d => Directory.EnumerateFileSystemEntries(d, BackupLayout.PartialPrefix + "*")).ToList())
        {
            if (now - LastTouched(entry) < BackupLockState.Stale) continue;
            if (Directory.Exists(entry)) Directory.Delete(entry, recursive: true);
            else File.Delete(entry);
            swept.Add(System.IO.Path.GetFileName(entry));
        }
        return swept;
    }

    private static StoredBackup? Load(string path)
    {
        try
        {
            return BackupStore.Load(path);
        }
        catch (InvalidDataException)
        {
            // zkagent backup list says what is wrong with it.
            return null;
        }
    }

    /// <summary>A file that is being written moves its own time and not that of its directory.</summary>
    private static DateTime LastTouched(string entry) => !Directory.Exists(entry) ? File.GetLastWriteTimeUtc(entry)
        : Directory.EnumerateFileSystemEntries(entry).Append(entry).Max(File.GetLastWriteTimeUtc);
}
