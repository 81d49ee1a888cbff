using ZkAgent.Core.DataTree;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;

namespace ZkAgent.Backups;

/// <summary>The files of a running member that a backup needs: the newest snapshot that can be read whole, and every log that ZooKeeper would read after it.</summary>
internal sealed class SourceFiles : IDisposable
{
    private readonly string _logs;
    private readonly List<SourceLog> _opened = [];
    private SnapshotSummary? _summary;

    private SourceFiles(string logs, string name, FileStream file, IReadOnlyList<long> passedOver) =>
        (_logs, SnapshotName, Snapshot, PassedOver, Zxid) = (logs, name, file, passedOver, DataFileName.Zxid(name, DataFileName.SnapshotPrefix)!.Value);

    public string SnapshotName { get; }

    public FileStream Snapshot { get; }

    public SnapshotSummary Summary => _summary ?? throw new InvalidOperationException("the snapshot was not read");

    /// <summary>The zxids of later snapshots that can't be used. The log lacks what the member fetched with one of them.</summary>
    public IReadOnlyList<long> PassedOver { get; }

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
        // Before the snapshots: what a purge removes from now on is missed.
        var known = Names(logs, DataFileName.LogPrefix).OrderBy(n => n.Zxid).ToList();
        var passedOver = new List<long>();
        foreach (var (zxid, name) in Names(data, DataFileName.SnapshotPrefix).OrderByDescending(n => n.Zxid).ToList())
        {
            var files = new SourceFiles(logs, name, PlainFiles.Open($"{data}/{name}"), [.. passedOver]);
            try
            {
                // Before the snapshot is read, which may take minutes: a purge that keeps fewer snapshots can't take the logs any more.
                files.OpenNewLogs();
                if (Replay.ReadBy(zxid, known, n => n.Zxid).FirstOrDefault(n => files.Logs.All(l => l.Zxid != n.Zxid)) is { Name: { } gone }) throw new FileNotFoundException($"{gone} is gone");
                if (files.ReadSnapshot(rate, cancellation) is not { } problem) return files;
                note($"{name} is passed over: it {problem}");
                passedOver.Add(zxid);
            }
            catch
            {
                files.Dispose();
                throw;
            }
            files.Dispose();
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
        foreach (var (zxid, name) in wanted) _opened.Add(new(name, zxid, PlainFiles.Open($"{_logs}/{name}"), IsLater: count > 0));
        return _opened.Count > count;
    }

    public void Dispose()
    {
        Snapshot.Dispose();
        foreach (var log in _opened) log.File.Dispose();
    }

    /// <returns>Why the snapshot can't be used, as a phrase; null where it can.</returns>
    private string? ReadSnapshot(ReadRate rate, CancellationToken cancellation)
    {
        try
        {
            using var unpacked = Compression.Unpack(new ThrottledStream(Snapshot, Snapshot.Length, rate, cancellation), SnapshotName);
            _summary = SnapshotReader.Read(unpacked, null);
            return _summary.Problem;
        }
        catch (Exception e) when (Compression.IsDamage(e))
        {
            return $"can't be decompressed: {e.Message.TrimEnd('.')}";
        }
    }

    private static IEnumerable<(long Zxid, string Name)> Names(string directory, string prefix) => Directory.EnumerateFiles(directory, $"{prefix}.*")
        .Select(path => Path.GetFileName(path)).Where(name => DataFileName.Zxid(name, prefix) is not null).Select(name => (DataFileName.Zxid(name, prefix)!.Value, name));
}
