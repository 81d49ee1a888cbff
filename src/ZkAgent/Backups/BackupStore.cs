using System.Text;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Text;

namespace ZkAgent.Backups;

/// <summary>The backups in a directory.</summary>
/// <param name="directory">ZK_BACKUP_DIR, one ensemble's directory in it, one backup, or a tar file with one.</param>
internal sealed class BackupStore(string directory)
{
    private const string Latest = "latest";

    /// <summary>A manifest has some hundred bytes for each of its files.</summary>
    private const int LongestManifest = 1 << 20;

    /// <summary>Most manifests are shorter.</summary>
    private const int UsualManifest = 2048;

    /// <summary>Directories that look like a backup and are none, as sentences that begin "cannot"; filled by <see cref="List"/>.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>Every backup that has a manifest, the oldest first.</summary>
    /// <exception cref="IOException">The directory can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    public IReadOnlyList<StoredBackup> List()
    {
        var (found, problems) = (new List<StoredBackup>(), new List<string>());
        foreach (var path in Candidates())
        {
            try
            {
                found.Add(Load(path));
            }
            catch (InvalidDataException e)
            {
                problems.Add(e.Message);
            }
        }
        Problems = problems;
        return [.. found.OrderBy(b => BackupName.Parse(b.Name)?.Time).ThenBy(b => b.Manifest.Last.Value)];
    }

    /// <param name="nameOrLatest">A backup's name, or <c>latest</c>.</param>
    /// <exception cref="InvalidDataException">There is none, or it has no manifest that can be read; the message begins "cannot".</exception>
    /// <exception cref="IOException">The directory can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    public StoredBackup Find(string nameOrLatest)
    {
        if (nameOrLatest == Latest)
            return List() is [.., var newest] ? newest : throw new InvalidDataException(Problems is [var problem, ..] ? problem : $"cannot find a backup in {directory}: there is none");
        return Candidates().FirstOrDefault(p => Path.GetFileName(p) == nameOrLatest) is { } path
            ? Load(path)
            : throw new InvalidDataException($"cannot find the backup {LogEscaping.Quote(nameOrLatest)} in {directory}; zkagent backup list shows what is there");
    }

    /// <summary>The newest backup that can be cut there: one that was made before a time, or whose snapshot has nothing after a zxid.</summary>
    /// <exception cref="InvalidDataException">There is none; the message begins "cannot".</exception>
    /// <exception cref="IOException">The directory can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    public StoredBackup Find(BackupCut cut)
    {
        if (cut == BackupCut.Latest) return Find(Latest);
        var all = List();
        return all.LastOrDefault(b => cut.Zxid is { } zxid ? b.Manifest.FuzzyEnd.Value <= zxid.Value : (b.Manifest.Before ?? b.Manifest.LastTime) <= cut.Time)
            ?? (all.Count > 0 ? all[0] : null)
            ?? throw new InvalidDataException(Problems is [var problem, ..] ? problem : $"cannot find a backup in {directory}: there is none");
    }

    /// <summary>Reads the manifest of one backup.</summary>
    /// <param name="path">Its directory, or the tar file that has it.</param>
    /// <exception cref="InvalidDataException">It is no backup; the message begins "cannot".</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static StoredBackup Load(string path)
    {
        string text;
        try
        {
            using var stream = File.Exists(path) ? TarFiles.Open(path, BackupManifest.FileName) : PlainFiles.Open($"{path}/{BackupManifest.FileName}");
            text = ReadManifest(stream) ?? throw new InvalidDataException($"cannot use the {BackupManifest.FileName} of {path}: it has more than {LongestManifest} bytes, so it is no manifest; take another backup, or another copy of this one");
        }
        // The retention of another member may delete it at this moment.
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"cannot use {path} as a backup: it has no {BackupManifest.FileName}, so it was not finished; make another and remove this one");
        }
        var (manifest, problem) = BackupManifestText.Parse(text);
        return manifest is not null ? new(path, manifest)
            : throw new InvalidDataException($"cannot use the {BackupManifest.FileName} of {path}: {problem}; take another backup, or another copy of this one");
    }

    /// <summary>Reads as much as is there: backups are listed every few seconds, and an agent's memory is small.</summary>
    /// <returns>Null where it is longer than any manifest.</returns>
    private static string? ReadManifest(Stream stream)
    {
        var bytes = new byte[UsualManifest];
        for (var length = 0; ;)
        {
            var read = stream.Read(bytes, length, bytes.Length - length);
            length += read;
            if (read == 0) return Encoding.UTF8.GetString(bytes, 0, length);
            if (length > LongestManifest) return null;
            if (length == bytes.Length) Array.Resize(ref bytes, 2 * length);
        }
    }

    /// <summary>Directories and files whose name is a backup's: the given one itself, those in it, and those in the directories of ensembles in it.</summary>
    private IEnumerable<string> Candidates()
    {
        var given = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (File.Exists(given) || File.Exists($"{given}/{BackupManifest.FileName}")) return [given];
        return Directory.EnumerateDirectories(given).Where(d => !IsPartial(d)).SelectMany(d => IsName(d) ? [d] : Below(d)).Order(StringComparer.Ordinal);

        static IEnumerable<string> Below(string ensemble)
        {
            try
            {
                return Directory.EnumerateDirectories(ensemble).Where(IsName).ToList();
            }
            // lost+found of the volume's own file system belongs to root.
            catch (UnauthorizedAccessException)
            {
                return [];
            }
        }
    }

    private static bool IsPartial(string path) => Path.GetFileName(path).StartsWith(BackupLayout.PartialPrefix, StringComparison.Ordinal);

    private static bool IsName(string path) => BackupName.Parse(Path.GetFileName(path)) is not null;
}
