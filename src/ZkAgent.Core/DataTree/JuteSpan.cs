using System.Buffers.Binary;

namespace ZkAgent.Core.DataTree;

/// <summary>Reads ZooKeeper's serialisation from bytes in memory. What does not fit sets <see cref="Failed"/>, and everything after it is empty.</summary>
internal ref struct JuteSpan(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public bool Failed { get; private set; }

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte Byte() => Take(1) is [var value] ? value : default;

    public int Int() => Take(4) is { Length: 4 } four ? BinaryPrimitives.ReadInt32BigEndian(four) : 0;

    public long Long() => Take(8) is { Length: 8 } eight ? BinaryPrimitives.ReadInt64BigEndian(eight) : 0;

    /// <summary>A length and so many bytes; a length of -1 is null in Java and empty here.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        var length = Int();
        return length == -1 ? default : Take(length);
    }

    /// <summary>A list of (permissions, scheme, id), as it is stored.</summary>
    public ReadOnlySpan<byte> Acl()
    {
        var start = _rest;
        for (var left = Int(); left > 0 && !Failed; left--)
        {
            Int();
            Bytes();
            Bytes();
        }
        return Failed ? default : start[..(start.Length - _rest.Length)];
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (Failed || count < 0 || count > _rest.Length)
        {
            Failed = true;
            return default;
        }
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
