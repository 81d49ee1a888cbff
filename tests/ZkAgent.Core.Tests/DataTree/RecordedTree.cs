using Xunit;
using ZkAgent.Core.DataTree;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.DataTree;

/// <summary>Data that a real ZooKeeper wrote, under Recorded/: one directory for each version, without the zeros at the end of logs.</summary>
/// <remarks>
/// A single server in a quorum of its own: creates of every kind (plain, create2, TTL, container, sequential, ephemeral), setData, setACL, a multi and a failed one,
/// errors, a deleted container, quota, names in UTF-8, sessions that close and that expire, a reconfiguration, and then four writers on few znodes.
/// </remarks>
internal static class RecordedTree
{
    public static readonly string[] Versions = [.. Directory.EnumerateDirectories(Root).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    private static string Root => Path.Combine(AppContext.BaseDirectory, "DataTree", "Recorded");

    public static IReadOnlyList<(string Path, long Zxid)> Snapshots(string version) => Files(version, DataFileName.SnapshotPrefix);

    public static IReadOnlyList<(string Path, long Zxid)> Logs(string version) => Files(version, DataFileName.LogPrefix);

    /// <summary>Loads a snapshot and replays all logs on it.</summary>
    public static TreeReplay Replay(string version, string snapshot, long zxid)
    {
        var replay = new TreeReplay(seed: 7);
        using (var file = File.OpenRead(snapshot)) Assert.Null(replay.Load(file, zxid).Problem);
        foreach (var (path, _) in Logs(version))
        {
            using var file = File.OpenRead(path);
            var log = new LogReader(file);
            Assert.False(log.ReadHeader().IsEmpty);
            while (log.Next(out _, out var entry)) Assert.Null(replay.Apply(log.Header, entry));
            Assert.Equal(LogEnd.EndOfFile, log.End);
        }
        return replay;
    }

    private static List<(string Path, long Zxid)> Files(string version, string prefix) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, version), prefix + ".*")
            .Select(path => (path, DataFileName.Zxid(Path.GetFileName(path), prefix)!.Value)).OrderBy(f => f.Value),
    ];
}
