using Xunit;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.Backups;

public sealed class BackupManifestTextTests
{
    private static readonly BackupManifest Manifest = new()
    {
        Id = "00112233445566778899aabbccddeeff",
        Ensemble = new EnsembleId("ffeeddccbbaa99887766554433221100"),
        Member = "zk-1",
        Server = new(2),
        Role = "follower",
        ZooKeeper = "3.9.3",
        Agent = "0.1.0",
        Epoch = 1,
        Snapshot = new(0x100000100),
        FuzzyEnd = new(0x100000107),
        First = new(0x1000000f0),
        Last = new(0x100000200),
        FirstTime = new(2026, 11, 27, 18, 0, 0, 1, TimeSpan.Zero),
        LastTime = new(2026, 11, 27, 18, 1, 0, 2, TimeSpan.Zero),
        Before = new(2026, 11, 27, 18, 1, 0, 3, TimeSpan.Zero),
        Nodes = 7733,
        Ephemerals = 4,
        Sessions = 5,
        Digest = 0xfedcba9876543210,
        Servers = ["server.1=a:2888:3888:participant;2181", "server.2=b:2888:3888:participant;2181"],
        Compression = "zstd",
        Files = [new("snapshot.100000100.zst", 12, new string('a', 64)), new("log.1000000f0.zst", 34, new string('b', 64))],
    };

    [Fact]
    public void What_is_written_is_read_again()
    {
        var (read, problem) = BackupManifestText.Parse(BackupManifestText.Write(Manifest));

        Assert.Null(problem);
        Assert.Equivalent(Manifest, read, strict: true);
    }

    [Fact]
    public void What_is_not_known_is_left_empty()
    {
        var bare = Manifest with { Ensemble = null, FirstTime = null, LastTime = null, Before = null, Digest = null };

        Assert.Equivalent(bare, BackupManifestText.Parse(BackupManifestText.Write(bare)).Manifest, strict: true);
    }

    [Fact]
    public void A_verification_is_in_it()
    {
        var verified = Manifest with { Verified = VerifiedLevel.Full, VerifiedAt = new(2026, 11, 27, 19, 0, 0, TimeSpan.Zero) };

        Assert.Contains("verified=full 2026-11-27T19:00:00.000Z\n", BackupManifestText.Write(verified), StringComparison.Ordinal);
        Assert.Equivalent(verified, BackupManifestText.Parse(BackupManifestText.Write(verified)).Manifest, strict: true);
    }

    [Fact]
    public void Every_changed_bit_is_found()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(BackupManifestText.Write(Manifest));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotNull(BackupManifestText.Parse(System.Text.Encoding.UTF8.GetString(bytes)).Problem);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Every_shorter_text_is_refused()
    {
        var text = BackupManifestText.Write(Manifest);
        for (var length = 0; length < text.Length; length++) Assert.NotNull(BackupManifestText.Parse(text[..length]).Problem);
    }

    [Fact]
    public void A_file_elsewhere_cannot_be_named()
    {
        var text = BackupManifestText.Write(Manifest with { Files = [new("../snapshot.1", 1, new string('a', 64))] });

        Assert.Equal("a line of a file is not NAME BYTES SHA256", BackupManifestText.Parse(text).Problem);
    }
}
