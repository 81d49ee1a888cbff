using System.Buffers.Binary;
using ZkAgent.Core.Volume;

namespace ZkAgent.Volume;

/// <summary>Inspects a snapshot: its end, as ZooKeeper does before it loads one, then its beginning and its checksum.</summary>
/// <remarks>
/// The checksum needs the whole file. Up to <see cref="ReadWhole"/> bytes that costs less than ZooKeeper's own reading right after, which finds the
/// file in memory then. A larger one is judged by its two ends: if its middle is damaged, ZooKeeper detects that and takes an older one or ends.
/// </remarks>
internal static class SnapshotFile
{
    /// <summary>Snapshots up to this many bytes are read whole.</summary>
    public const long ReadWhole = 256L * 1024 * 1024;

    /// <summary>Header, checksum and end: no snapshot of the current format is shorter.</summary>
    private const int HeaderLength = 16;

    /// <summary>The checksum (8 bytes), then the text "/" with its length. Later versions write more such groups; the last one counts all before it.</summary>
    private const int SealLength = 13;

    /// <summary>ZooKeeper's own limit for a file that is worth a try.</summary>
    private const int ShortestTried = 10;

    /// <param name="path">The file.</param>
    /// <param name="zxid">The zxid in its name.</param>
    /// <param name="whole">True: read it whole if it is plain and not too large.</param>
    /// <param name="answered">See <see cref="FileBytes.Open"/>.</param>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static SnapshotFact Read(string path, long zxid, bool whole, Action answered)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var name = Path.GetFileName(path);
        var check = DataFileName.Packing(name) switch
        {
            SnapshotPacking.Gzip => Compressed(stream, [0x1f, 0x8b]),
            SnapshotPacking.Snappy => Compressed(stream, [0x82, .. "SNAPPY"u8, 0]),
            _ => Plain(stream, whole, answered),
        };
        return new(name, zxid, check);
    }

    private static SnapshotCheck Compressed(FileStream file, ReadOnlySpan<byte> magic)
    {
        Span<byte> start = stackalloc byte[8];
        return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)].StartsWith(magic) ? SnapshotCheck.Sealed : SnapshotCheck.Unsealed;
    }

    private static SnapshotCheck Plain(FileStream file, bool whole, Action answered)
    {
        Span<byte> seal = stackalloc byte[SealLength];
        if (file.Length < ShortestTried) return SnapshotCheck.Unsealed;
        var known = (int)Math.Min(file.Length, SealLength);
        file.Seek(-known, SeekOrigin.End);
        seal = seal[..file.ReadAtLeast(seal[..known], known, throwOnEndOfStream: false)];
        if (!seal.EndsWith((ReadOnlySpan<byte>)[0, 0, 0, 1, (byte)'/'])) return SnapshotCheck.Unsealed;
        if (file.Length < HeaderLength + SealLength) return SnapshotCheck.Corrupt;

        file.Seek(0, SeekOrigin.Begin);
        Span<byte> start = stackalloc byte[4];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.SequenceEqual("ZKSN"u8)) return SnapshotCheck.Corrupt;
        if (!whole || file.Length > ReadWhole) return SnapshotCheck.Sealed;

        file.Seek(0, SeekOrigin.Begin);
        return BinaryPrimitives.ReadInt64BigEndian(seal) == Sum(new FileBytes(file, answered)) ? SnapshotCheck.Whole : SnapshotCheck.Corrupt;
    }

    private static long Sum(FileBytes file)
    {
        var sum = new Adler32();
        for (var left = file.Length - SealLength; left > 0;)
        {
            var part = file.Take(left);
            if (part.IsEmpty) break;
            sum.Add(part);
            left -= part.Length;
        }
        return sum.Value;
    }
}
