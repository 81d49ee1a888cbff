using ZkAgent.Core.DataTree;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;

namespace ZkAgent.Backups;

/// <summary>The files of a running member that a backup needs: the newest snapshot that can be read whole, and every log that ZooKeeper would read after it.</summary>
internal sealed class SourceFiles : IDisposable
{
    private readonly string _logs;
    private readonly List<SourceLog> _opened = [];

    private SourceFiles(string logs, string name, FileStream file, SnapshotSummary summary) =>
        (_logs, SnapshotName, Snapshot, Summary, Zxid) = (logs, name, file, summary, DataFileName.Zxid(name, DataFileName.SnapshotPrefix)!.Value);

    public string SnapshotName { get; }

    public FileStream Snapshot { get; }

    public SnapshotSummary Summary { get; }

    /// <summary>The zxid in the snapshot's name.</summary>
    public long Zxid { get; }

    /// <summary>The snapshot may hold parts of transactions up to this one.</summary>
    public long FuzzyEnd => Math.Max(Zxid, Summary.DigestZxid ?? 0);

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<SourceLog> Logs => _opened;

    /// <param name="directories">The member's directories.</param>
    /// <param name="rate">How fast it is read.</param>
    /// <param name="note">Takes a sentence for each snapshot that can't be used.</param>
    /// <param name="cancellation">Ends it early and throws.</param>
    /// <returns>The files, open; null where there is no snapshot that can be used.</returns>
    /// <exception cref="FileNotFoundException">A purge took a file: begin again.</exception>
    /// <exception cref="IOException">The volume can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be read.</exception>
    /// <exception cref="SourceException">The volume can't be read.</exception>
    public static SourceFiles? Open(DirectorySettings directories, ReadRate rate, Action<string> note, CancellationToken cancellation)
    {
        var (data, logs) = ($"{directories.Data}/{DataFileName.Directory}", $"{directories.DataLog}/{DataFileName.Directory}");
        foreach (var (_, name) in Names(data, DataFileName.SnapshotPrefix).OrderByDescending(n => n.Zxid))
        {
            var files = OpenSnapshot(data, logs, name, rate, note, cancellation);
            if (files is null) continue;
            try
            {
                // Opened before the snapshot is copied: a purge that keeps fewer snapshots can't take them any more.
                files.OpenNewLogs();
                return files;
            }
            catch
            {
                files.Dispose();
                throw;
            }
        }
        return null;
    }

    /// <summary>Opens the logs that are new since the last call.</summary>
    /// <returns>False where there are none.</returns>
    public bool OpenNewLogs()
    {
        var names = Names(_logs, DataFileName.LogPrefix).OrderBy(n => n.Zxid).ToList();
        var wanted = _opened is [.., var last] ? names.Where(n => n.Zxid > last.Zxid) : Replay.ReadBy(Zxid, names, n => n.Zxid);
        var count = _opened.Count;
        foreach (var (zxid, name) in wanted) _opened.Add(new(name, zxid, PlainFiles.Open($"{_logs}/{name}")));
        return _opened.Count > count;
    }

    public void Dispose()
    {
        Snapshot.Dispose();
        foreach (var log in _opened) log.File.Dispose();
    }

    private static SourceFiles? OpenSnapshot(string data, string logs, string name, ReadRate rate, Action<string> note, CancellationToken cancellation)
    {
        var file = PlainFiles.Open($"{data}/{name}");
        try
        {
            using var unpacked = Compression.Unpack(new ThrottledStream(file, file.Length, rate, cancellation), name);
            var summary = SnapshotReader.Read(unpacked, null);
            if (summary.Problem is null) return new(logs, name, file, summary);
            note($"{name} is passed over: it {summary.Problem}");
        }
        catch (Exception e) when (Compression.IsDamage(e))
        {
            note($"{name} is passed over: it can't be decompressed: {e.Message.TrimEnd('.')}");
        }
        catch
        {
            file.Dispose();
            throw;
        }
        file.Dispose();
        return null;
    }

    private static IEnumerable<(long Zxid, string Name)> Names(string directory, string prefix) => Directory.EnumerateFiles(directory, $"{prefix}.*")
        .Select(path => Path.GetFileName(path)).Where(name => DataFileName.Zxid(name, prefix) is not null).Select(name => (DataFileName.Zxid(name, prefix)!.Value, name));
}
