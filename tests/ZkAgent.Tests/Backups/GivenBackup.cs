using Xunit;
using ZkAgent.Backups;
using ZkAgent.Core.Backups;
using ZkAgent.Core.DataTree;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Backups;

/// <summary>A backup of what a real ZooKeeper wrote (DataTree/Recorded of the Core tests): from a snapshot that is not the first, with the last log as a segment.</summary>
internal static class GivenBackup
{
    public const string Version = "3.9.3";

    private static readonly EnsembleId Ensemble = new("00112233445566778899aabbccddeeff");

    /// <summary>Writes the backup and its segment below a directory.</summary>
    public static StoredBackup In(TemporaryDirectory root, string compression = Compression.Zstd)
    {
        using var target = new DirectoryTarget(root.At("backups"), Ensemble, "zk-0", compression);
        var backup = Write(target);
        var (last, lastZxid) = Files(DataFileName.LogPrefix)[^1];
        var name = new SegmentName(new(lastZxid), new(Records(last)[^1].Zxid), Compression.Suffix(compression, "log"));
        var segments = $"{Path.GetDirectoryName(backup.Path)}/{BackupLayout.SegmentDirectory}";
        Directory.CreateDirectory(segments);
        using var file = PlainFiles.Create($"{segments}/{name}");
        using var packed = Compression.Write(file, name.ToString());
        packed.Write(File.ReadAllBytes(last));
        return backup;
    }

    /// <summary>The same without the segment.</summary>
    public static StoredBackup Write(IBackupTarget target)
    {
        var (snapshot, zxid) = Files(DataFileName.SnapshotPrefix)[1];
        var logs = Files(DataFileName.LogPrefix)[..^1];
        SnapshotSummary summary;
        using (var file = File.OpenRead(snapshot)) summary = SnapshotReader.Read(file, null);
        var records = logs.SelectMany(l => Records(l.Path)).ToList();
        target.Begin(new BackupName(DateTimeOffset.UnixEpoch, new(records[^1].Zxid)).ToString());
        var files = new List<BackupFile>();
        foreach (var path in logs.Select(l => l.Path).Prepend(snapshot))
        {
            using var content = File.OpenRead(path);
            files.Add(target.Add(Path.GetFileName(path), content));
        }
        return target.Finish(new()
        {
            Id = Ensemble.Value,
            Ensemble = Ensemble,
            Member = "zk-0",
            Server = new(1),
            Role = "leader",
            ZooKeeper = Version,
            Agent = "0.1.0",
            Epoch = 1,
            Snapshot = new(zxid),
            FuzzyEnd = new(Math.Max(zxid, summary.DigestZxid ?? 0)),
            First = new(records[0].Zxid),
            Last = new(records[^1].Zxid),
            FirstTime = Time(records[0]),
            LastTime = Time(records[^1]),
            Before = Time(records[^1]),
            Nodes = summary.Nodes,
            Ephemerals = summary.Ephemerals,
            Sessions = summary.Sessions,
            Digest = Digest(logs[^1].Path),
            Servers = ["server.1=127.0.0.1:2888:3888:participant;2181"],
            Compression = target.Compression,
            Files = files,
        });
    }

    public static List<TransactionHeader> Records(string path)
    {
        using var file = File.OpenRead(path);
        var log = new LogReader(file);
        log.ReadHeader();
        var records = new List<TransactionHeader>();
        while (log.Next(out _, out _)) records.Add(log.Header);
        Assert.Equal(LogEnd.EndOfFile, log.End);
        return records;
    }

    public static List<(string Path, long Zxid)> Files(string prefix) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Recorded", Version), prefix + ".*")
            .Select(path => (path, DataFileName.Zxid(Path.GetFileName(path), prefix)!.Value)).OrderBy(f => f.Value),
    ];

    /// <summary>Of the last record; null where that is an error, which has none.</summary>
    private static ulong? Digest(string path)
    {
        using var file = File.OpenRead(path);
        var log = new LogReader(file);
        log.ReadHeader();
        LoggedDigest? last = null;
        while (log.Next(out _, out var entry)) _ = TransactionReader.Read(entry, null, out last);
        return last?.Value;
    }

    private static DateTimeOffset Time(TransactionHeader record) => DateTimeOffset.FromUnixTimeMilliseconds(record.Time);
}
