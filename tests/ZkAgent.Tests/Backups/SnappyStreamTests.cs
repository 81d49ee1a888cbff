using System.Buffers.Binary;
using Snappier;
using Xunit;
using ZkAgent.Backups;
using ZkAgent.Core.DataTree;
using ZkAgent.Core.Volume;

namespace ZkAgent.Tests.Backups;

public sealed class SnappyStreamTests
{
    [Fact]
    public void A_snapshot_that_is_packed_in_blocks_is_read()
    {
        var packed = Packed(File.ReadAllBytes(GivenBackup.Files(DataFileName.SnapshotPrefix)[1].Path));

        using var unpacked = Compression.Unpack(new MemoryStream(packed), "snapshot.1.snappy");

        Assert.Null(SnapshotReader.Read(unpacked, null).Problem);
    }

    [Fact]
    public void A_changed_bit_is_found_or_leads_to_the_same_bytes()
    {
        var plain = File.ReadAllBytes(GivenBackup.Files(DataFileName.SnapshotPrefix)[1].Path);
        var packed = Packed(plain);
        // Version and compatible version in the header have no effect on what is read.
        for (var bit = 16 * 8; bit < packed.Length * 8; bit += 101)
        {
            packed[bit / 8] ^= (byte)(1 << (bit % 8));
            // A copy of a run of zeros may be taken from another run.
            Assert.True(Unpacked(packed) is not { } bytes || bytes.AsSpan().SequenceEqual(plain) || SnapshotReader.Read(new MemoryStream(bytes), null).Problem is not null, $"bit {bit}");
            packed[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    /// <returns>Null where it is found to be damaged.</returns>
    private static byte[]? Unpacked(byte[] packed)
    {
        try
        {
            using var unpacked = Compression.Unpack(new MemoryStream(packed), "snapshot.1.snappy");
            using var bytes = new MemoryStream();
            unpacked.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (Exception e) when (Compression.IsDamage(e))
        {
            return null;
        }
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var result = new MemoryStream();
        result.Write([0x82, .. "SNAPPY"u8, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
        Span<byte> length = stackalloc byte[4];
        foreach (var block in bytes.Chunk(32 * 1024))
        {
            var packed = Snappy.CompressToArray(block);
            BinaryPrimitives.WriteInt32BigEndian(length, packed.Length);
            result.Write(length);
            result.Write(packed);
        }
        return result.ToArray();
    }
}
