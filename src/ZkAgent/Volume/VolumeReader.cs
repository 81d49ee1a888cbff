using ZkAgent.Core.Volume;

namespace ZkAgent.Volume;

/// <summary>Reads what lies on a volume before ZooKeeper starts: no more of it than ZooKeeper itself will, and with little memory.</summary>
internal static class VolumeReader
{
    /// <summary>An epoch file is a number of a few digits; of anything longer the beginning says enough.</summary>
    private const int EpochFileLimit = 64;

    /// <param name="dataDir">The data directory; may be missing.</param>
    /// <param name="logDir">The log directory; may be missing, the same, or within the other.</param>
    /// <param name="entryLimit">Bytes that a log entry may have; see <see cref="JuteBuffer"/>.</param>
    /// <param name="answered">Called whenever the volume has answered during a long inspection; null if no caller needs it.</param>
    /// <exception cref="IOException">Something there can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Something there may not be read.</exception>
    public static VolumeFacts Read(string dataDir, string logDir, int entryLimit, Action? answered = null)
    {
        answered ??= static () => { };
        var (data, log) = (Path.Combine(dataDir, DataFileName.Directory), Path.Combine(logDir, DataFileName.Directory));
        var apart = Path.GetFullPath(data) != Path.GetFullPath(log);
        var snapshots = Snapshots(data, answered);
        var logs = Logs(log, snapshots.FirstOrDefault(s => s.Usable)?.Zxid ?? -1, entryLimit, answered);
        return new()
        {
            Snapshots = snapshots,
            Logs = logs,
            Elsewhere = snapshots.Count > 0 && logs.Count > 0 ? [] : MisplacedDataSearch.Find(dataDir, logDir),
            Epochs = new(Epoch(data, EpochFacts.CurrentName), Epoch(data, EpochFacts.AcceptedName), Epoch(data, EpochFacts.PendingName)),
            // ZooKeeper goes by the prefix alone here.
            Misplaced = apart ? [.. Names(data, DataFileName.LogPrefix), .. Names(log, DataFileName.SnapshotPrefix)] : [],
            Quarantines = Quarantines(dataDir),
            EntryLimit = entryLimit,
        };
    }

    private static List<SnapshotFact> Snapshots(string directory, Action answered)
    {
        var found = new List<SnapshotFact>();
        foreach (var (path, zxid) in Named(directory, DataFileName.SnapshotPrefix).OrderByDescending(f => f.Zxid))
        {
            // A directory of that name is passed over by ZooKeeper as well.
            if (!Directory.Exists(path)) found.Add(SnapshotFile.Read(path, zxid, whole: !found.Exists(s => s.Usable), answered));
        }
        return found;
    }

    private static List<LogFact> Logs(string directory, long start, int entryLimit, Action answered)
    {
        var files = Named(directory, DataFileName.LogPrefix).OrderBy(f => f.Zxid).ToList();
        var read = Replay.ReadBy(start, files, f => f.Zxid).ToHashSet();
        return [.. files.Select(f => read.Contains(f) ? LogFile.Read(f.Path, f.Zxid, entryLimit, answered) : new(Path.GetFileName(f.Path), f.Zxid, LogCheck.Unread))];
    }

    private static IEnumerable<NamedFile> Named(string directory, string prefix) =>
        Entries(directory).Select(path => DataFileName.Zxid(Path.GetFileName(path), prefix) is { } zxid ? new NamedFile(path, zxid) : null).OfType<NamedFile>();

    private sealed record NamedFile(string Path, long Zxid);

    private static IEnumerable<string> Names(string directory, string prefix) =>
        Entries(directory).Where(p => Path.GetFileName(p).StartsWith(prefix + ".", StringComparison.Ordinal));

    private static IEnumerable<string> Entries(string directory) => Directory.Exists(directory) ? Directory.EnumerateFileSystemEntries(directory) : [];

    /// <summary>What earlier starts moved aside; the newest first.</summary>
    public static IReadOnlyList<QuarantineMark> Quarantines(string dataDir) =>
        [.. Entries(dataDir).Select(p => QuarantineMark.Parse(Path.GetFileName(p))).OfType<QuarantineMark>().OrderByDescending(m => m.Moved)];

    private static string? Epoch(string directory, string name)
    {
        var path = Path.Combine(directory, name);
        if (!File.Exists(path)) return null;
        using var reader = new StreamReader(path);
        var text = new char[EpochFileLimit];
        return new(text, 0, reader.ReadBlock(text));
    }
}
