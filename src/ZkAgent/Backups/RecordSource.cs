using ZkAgent.Core.Backups;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Backups;

/// <summary>One file of log records: a log of the backup, or a segment that follows on it.</summary>
/// <param name="Name">For sentences.</param>
/// <param name="Length">Bytes as it is stored.</param>
/// <param name="File">The manifest's line; null for a segment.</param>
/// <param name="Open">Opens it as it is stored.</param>
internal sealed record RecordSource(string Name, long Length, BackupFile? File, Func<Stream> Open)
{
    /// <summary>The logs of the backup, and the segments that follow on them without a gap.</summary>
    public static IReadOnlyList<RecordSource> Of(StoredBackup backup) =>
    [
        .. backup.Manifest.Files.Where(f => BackupLayout.IsLog(f.Name)).Select(f => new RecordSource(f.Name, f.Bytes, f, () => backup.Open(f.Name))),
        .. Segments(backup),
    ];

    private static IEnumerable<RecordSource> Segments(StoredBackup backup)
    {
        var directory = $"{Path.GetDirectoryName(Path.GetFullPath(backup.Path))}/{BackupLayout.SegmentDirectory}";
        if (backup.IsArchive || !Directory.Exists(directory)) return [];
        var backups = Directory.EnumerateDirectories(Path.GetDirectoryName(directory)!).Select(d => BackupName.Parse(Path.GetFileName(d))?.Last).OfType<Zxid>().ToList();
        var all = Directory.EnumerateFiles(directory).Select(f => SegmentName.Parse(Path.GetFileName(f))).OfType<SegmentName>().ToList();
        return SegmentChain.Follow(backup.Manifest.Last, all, backups).Select(s => $"{directory}/{s}").Select(path =>
            new RecordSource($"{BackupLayout.SegmentDirectory}/{Path.GetFileName(path)}", new FileInfo(path).Length, null, () => PlainFiles.Open(path)));
    }
}
