using System.Buffers.Binary;
using System.Text;

namespace ZkAgent.Core.DataTree;

/// <summary>Takes what is in a snapshot, in its order.</summary>
public interface ISnapshotSink
{
    void Session(long id, int timeout);

    /// <param name="id">The number by which znodes name it.</param>
    /// <param name="acl">A list of ACLs as it is stored.</param>
    void Acl(long id, ReadOnlySpan<byte> acl);

    /// <returns>Why the znode can't be there, as a phrase; null where it can.</returns>
    string? Node(ReadOnlySpan<byte> path, ReadOnlySpan<byte> data, long acl, in NodeStat stat);
}

/// <summary>What a snapshot says about itself.</summary>
/// <param name="Problem">Why it is not whole, as a phrase that follows on its name; null where it is.</param>
public sealed record SnapshotSummary(string? Problem)
{
    public long Nodes { get; init; }

    public long Ephemerals { get; init; }

    public long Sessions { get; init; }

    /// <summary>The transaction after which the tree had <see cref="Digest"/>; null where ZooKeeper wrote none. Up to it the snapshot may hold parts of transactions.</summary>
    public long? DigestZxid { get; init; }

    public LoggedDigest Digest { get; init; }

    /// <summary>Bytes, unpacked.</summary>
    public long Bytes { get; init; }
}

/// <summary>Reads a snapshot from its beginning to its end and checks everything that can be checked in it (FileSnap, DataTree.serialize).</summary>
public static class SnapshotReader
{
    /// <summary>Bytes of the largest znode that is read.</summary>
    public const int LargestNode = 16 << 20;

    private const int HeaderLength = 16, SealLength = 13, DigestLength = 20, LastZxidLength = 8;

    /// <param name="source">The snapshot, unpacked.</param>
    /// <param name="sink">Takes its content; null: it is only checked.</param>
    public static SnapshotSummary Read(Stream source, ISnapshotSink? sink)
    {
        var bytes = new ByteSource(source, LargestNode);
        long nodes = 0, ephemerals = 0;
        if (!bytes.Take(HeaderLength, out var header) || !header.StartsWith("ZKSN"u8) || BinaryPrimitives.ReadInt32BigEndian(header[4..]) != 2)
            return new("does not begin as a snapshot");

        if (Int() is not { } sessions) return Short();
        for (var left = sessions; left > 0; left--)
        {
            if (!bytes.Take(12, out var session)) return Short();
            sink?.Session(BinaryPrimitives.ReadInt64BigEndian(session), BinaryPrimitives.ReadInt32BigEndian(session[8..]));
        }
        if (Int() is not { } acls) return Short();
        for (var left = acls; left > 0; left--)
        {
            if (!bytes.Take(8, out var id)) return Short();
            var number = BinaryPrimitives.ReadInt64BigEndian(id);
            if (!TakeAcl(bytes, out var acl)) return Short();
            sink?.Acl(number, acl);
        }

        while (true)
        {
            if (!PeekText(bytes, 0, out var path, out var pathEnd)) return Short();
            if (path is [(byte)'/'])
            {
                bytes.Take(pathEnd, out _);
                break;
            }
            if (!PeekText(bytes, pathEnd, out _, out var dataEnd) || !bytes.Take(dataEnd + 8 + NodeStat.Length, out var node)) return Short();
            path = node[4..pathEnd];
            var stat = NodeStat.Read(node[(dataEnd + 8)..]);
            nodes++;
            if (stat.IsEphemeral) ephemerals++;
            if (sink?.Node(path, node[Math.Min(pathEnd + 4, dataEnd)..dataEnd], BinaryPrimitives.ReadInt64BigEndian(node[dataEnd..]), stat) is { } wrong)
                return new($"has {Encoding.UTF8.GetString(path)}, {wrong}");
        }
        if (!Sealed()) return new("has a wrong checksum after its znodes");

        var summary = new SnapshotSummary((string?)null) { Nodes = nodes, Ephemerals = ephemerals, Sessions = sessions };
        // 3.6 and later write the digest, if it is on, and 3.9 the last transaction; each with a checksum of its own.
        var rest = bytes.Remaining(DigestLength + LastZxidLength + 2 * SealLength);
        if (rest is DigestLength + SealLength or DigestLength + LastZxidLength + 2 * SealLength)
        {
            bytes.Take(DigestLength, out var digest);
            var (zxid, version, value) = (BinaryPrimitives.ReadInt64BigEndian(digest), BinaryPrimitives.ReadInt32BigEndian(digest[8..]), BinaryPrimitives.ReadUInt64BigEndian(digest[12..]));
            if (!Sealed()) return new("has a wrong checksum after its digest");
            // The first snapshot of an ensemble has a digest of no transaction, which ZooKeeper does not compare either.
            if (version != 0 && zxid > 0) summary = summary with { DigestZxid = zxid, Digest = new(version, value) };
            rest -= DigestLength + SealLength;
        }
        if (rest == LastZxidLength + SealLength)
        {
            bytes.Take(LastZxidLength, out _);
            if (!Sealed()) return new("has a wrong checksum after its last zxid");
            rest = 0;
        }
        return rest == 0 ? summary with { Bytes = bytes.Position } : new("does not end where its last checksum is");

        int? Int() => bytes.Take(4, out var four) && BinaryPrimitives.ReadInt32BigEndian(four) is >= 0 and var number ? number : null;

        SnapshotSummary Short() => new($"can't be read from byte {bytes.Position} on: it ends too early, or a length in it is wrong");

        bool Sealed()
        {
            var sum = bytes.Checksum;
            return bytes.Take(SealLength, out var seal) && BinaryPrimitives.ReadInt64BigEndian(seal) == sum && seal.EndsWith((ReadOnlySpan<byte>)[0, 0, 0, 1, (byte)'/']);
        }
    }

    /// <summary>A length and its bytes at an offset of what follows; a length of -1 is null in Java.</summary>
    private static bool PeekText(ByteSource bytes, int offset, out ReadOnlySpan<byte> text, out int end)
    {
        text = default;
        end = 0;
        if (!bytes.Peek(offset + 4, out var start)) return false;
        var length = BinaryPrimitives.ReadInt32BigEndian(start[offset..]);
        if (length < -1 || length > LargestNode) return false;
        end = offset + 4 + Math.Max(0, length);
        if (!bytes.Peek(end, out var whole)) return false;
        text = whole[(offset + 4)..];
        return true;
    }

    private static bool TakeAcl(ByteSource bytes, out ReadOnlySpan<byte> acl)
    {
        acl = default;
        if (!bytes.Peek(4, out var start)) return false;
        var end = 4;
        for (var left = BinaryPrimitives.ReadInt32BigEndian(start); left > 0; left--)
        {
            if (!PeekText(bytes, end + 4, out _, out end) || !PeekText(bytes, end, out _, out end)) return false;
        }
        return bytes.Take(end, out acl);
    }
}
