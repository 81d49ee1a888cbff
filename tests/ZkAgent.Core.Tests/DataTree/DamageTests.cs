using Xunit;
using ZkAgent.Core.DataTree;

namespace ZkAgent.Core.Tests.DataTree;

/// <summary>Readers find every changed bit, and none of them makes a reader throw.</summary>
public sealed class DamageTests
{
    /// <summary>A prime, so that the bits of a byte take turns.</summary>
    private const int Step = 13;

    [Fact]
    public void Every_changed_bit_of_a_snapshot_is_found()
    {
        var version = RecordedTree.Versions[^1];
        var (path, _) = RecordedTree.Snapshots(version)[^1];
        var bytes = File.ReadAllBytes(path);
        Assert.Null(SnapshotReader.Read(new MemoryStream(bytes), null).Problem);

        var unseen = Flips(bytes).Where(_ => SnapshotReader.Read(new MemoryStream(bytes), null).Problem is null);

        // The header's dbid is in the checksum, too.
        Assert.Empty(unseen);
    }

    [Fact]
    public void Every_length_of_a_snapshot_but_its_own_is_found()
    {
        var bytes = File.ReadAllBytes(RecordedTree.Snapshots(RecordedTree.Versions[^1])[0].Path);

        // Without its last group it is a snapshot as an earlier version wrote it.
        int[] whole = [bytes.Length, bytes.Length - 21, bytes.Length - 21 - 33];
        for (var length = 0; length <= bytes.Length; length++)
            Assert.Equal(whole.Contains(length), SnapshotReader.Read(new MemoryStream(bytes, 0, length), null).Problem is null);
    }

    [Fact]
    public void Every_changed_bit_of_a_log_ends_it_or_breaks_the_chain()
    {
        var version = RecordedTree.Versions[^1];
        var bytes = File.ReadAllBytes(RecordedTree.Logs(version)[0].Path);
        var records = Records(bytes);
        Assert.True(records > 100);

        // The dbid of the header has no checksum, and ZooKeeper does not look at it: a backup has SHA-256.
        var unseen = Flips(bytes).Where(bit => bit / 8 is < 8 or >= 16 && Records(bytes) == records);

        Assert.Empty(unseen);
    }

    private static IEnumerable<int> Flips(byte[] bytes)
    {
        for (var bit = 0; bit < bytes.Length * 8; bit += Step)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return bit;
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static int Records(byte[] bytes)
    {
        var log = new LogReader(new MemoryStream(bytes));
        if (log.ReadHeader().IsEmpty) return -1;
        var count = 0;
        while (log.Next(out _, out _)) count++;
        return log.End == LogEnd.EndOfFile ? count : -1;
    }
}
