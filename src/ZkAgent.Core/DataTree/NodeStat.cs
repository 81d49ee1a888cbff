using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ZkAgent.Core.DataTree;

/// <summary>What ZooKeeper stores of a znode but its path, data and ACL (StatPersisted of zookeeper.jute).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct NodeStat : IEquatable<NodeStat>
{
    /// <summary>As ZooKeeper serialises it.</summary>
    public const int Length = 60;

    /// <summary>The owner of a container (EphemeralType.CONTAINER_EPHEMERAL_OWNER).</summary>
    public const long ContainerOwner = long.MinValue;

    /// <summary>The owner of a znode with a TTL has these bits, and its milliseconds below (EphemeralType.TTL).</summary>
    public const long TtlMask = unchecked((long)0xff00000000000000);

    public long Czxid, Mzxid, Pzxid, Ctime, Mtime, Owner;
    public int Version, Cversion, Aversion;

    /// <summary>True where a session owns it. No session id has the bits of a TTL: its first byte is the server's id, at most 254.</summary>
    public readonly bool IsEphemeral => Owner != 0 && Owner != ContainerOwner && (Owner & TtlMask) != TtlMask;

    /// <param name="bytes">60 bytes in the order of a snapshot.</param>
    public static NodeStat Read(ReadOnlySpan<byte> bytes) => new()
    {
        Czxid = BinaryPrimitives.ReadInt64BigEndian(bytes),
        Mzxid = BinaryPrimitives.ReadInt64BigEndian(bytes[8..]),
        Ctime = BinaryPrimitives.ReadInt64BigEndian(bytes[16..]),
        Mtime = BinaryPrimitives.ReadInt64BigEndian(bytes[24..]),
        Version = BinaryPrimitives.ReadInt32BigEndian(bytes[32..]),
        Cversion = BinaryPrimitives.ReadInt32BigEndian(bytes[36..]),
        Aversion = BinaryPrimitives.ReadInt32BigEndian(bytes[40..]),
        Owner = BinaryPrimitives.ReadInt64BigEndian(bytes[44..]),
        Pzxid = BinaryPrimitives.ReadInt64BigEndian(bytes[52..]),
    };

    /// <summary>Writes it in the order of ZooKeeper's digest (DigestCalculator), which is another one.</summary>
    public readonly void WriteForDigest(Span<byte> target)
    {
        BinaryPrimitives.WriteInt64BigEndian(target, Czxid);
        BinaryPrimitives.WriteInt64BigEndian(target[8..], Mzxid);
        BinaryPrimitives.WriteInt64BigEndian(target[16..], Pzxid);
        BinaryPrimitives.WriteInt64BigEndian(target[24..], Ctime);
        BinaryPrimitives.WriteInt64BigEndian(target[32..], Mtime);
        BinaryPrimitives.WriteInt32BigEndian(target[40..], Version);
        BinaryPrimitives.WriteInt32BigEndian(target[44..], Cversion);
        BinaryPrimitives.WriteInt32BigEndian(target[48..], Aversion);
        BinaryPrimitives.WriteInt64BigEndian(target[52..], Owner);
    }

    public readonly bool Equals(NodeStat other) =>
        (Czxid, Mzxid, Pzxid, Ctime, Mtime, Owner) == (other.Czxid, other.Mzxid, other.Pzxid, other.Ctime, other.Mtime, other.Owner)
        && (Version, Cversion, Aversion) == (other.Version, other.Cversion, other.Aversion);

    public override readonly bool Equals(object? obj) => obj is NodeStat other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Czxid, Mzxid, Pzxid, Version);

    public static bool operator ==(NodeStat left, NodeStat right) => left.Equals(right);

    public static bool operator !=(NodeStat left, NodeStat right) => !left.Equals(right);
}
