using System.Security.Cryptography;
using ZkAgent.Backups;
using ZkAgent.Core.Backups;
using ZkAgent.Core.DataTree;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;
using ZkAgent.Tests.Fakes;
using ZkAgent.Tests.Volume;
using ZkAgent.Volume;

namespace ZkAgent.Tests.Restores;

/// <summary>A backup made of the files that a real ZooKeeper 3.9.3 left.</summary>
internal static class GivenBackup
{
    private static readonly string[] Names = ["snapshot.200000007", "log.200000001", "log.300000001"];

    public static StoredBackup In(TemporaryDirectory root, string directory = "backup/e/20261127T183000Z-300000001")
    {
        Directory.CreateDirectory(root.At(directory));
        // A backup has no zeros at the end of its logs.
        foreach (var name in Names) File.WriteAllBytes(root.At($"{directory}/{name}"), File.ReadAllBytes(Recorded.File("3.9.3", name)).AsSpan().TrimEnd((byte)0));
        var logs = Names[1..].Select(n => LogFile.Read(root.At($"{directory}/{n}"), DataFileName.Zxid(n, DataFileName.LogPrefix)!.Value, JuteBuffer.DefaultLimit, () => { })).ToList();
        using var snapshot = File.OpenRead(root.At($"{directory}/{Names[0]}"));
        var fuzzy = Math.Max(0x200000007, SnapshotReader.Read(snapshot, null).DigestZxid ?? 0);
        var manifest = new BackupManifest
        {
            Id = new string('a', 32), Ensemble = EnsembleId.New(new Guid(7, 0, 0, new byte[8])), Member = "zk-1", Server = new(2), Role = "follower", ZooKeeper = "3.9.3", Agent = "test",
            Epoch = new Zxid(logs[^1].Last!.Value).Epoch, Snapshot = new(0x200000007), FuzzyEnd = new(fuzzy), First = new(logs[0].First!.Value), Last = new(logs[^1].Last!.Value),
            Nodes = 1, Ephemerals = 0, Sessions = 0, Servers = [], Compression = "none",
            Files = [.. Names.Select(n => new BackupFile(n, new FileInfo(root.At($"{directory}/{n}")).Length, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(root.At($"{directory}/{n}"))))))],
        };
        File.WriteAllText(root.At($"{directory}/{BackupManifest.FileName}"), BackupManifestText.Write(manifest));
        return new(root.At(directory), manifest);
    }
}
