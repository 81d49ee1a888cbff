using System.Buffers.Binary;
using Snappier;

namespace ZkAgent.Backups;

/// <summary>Reads a snapshot that ZooKeeper compressed by snappy-java: a header of 16 bytes, then blocks, each behind its length.</summary>
/// <param name="source">The file, which is closed with this.</param>
internal sealed class SnappyStream(Stream source) : ReadingStream
{
    private const int HeaderLength = 16;

    /// <summary>snappy-java writes 32 KiB a block; a damaged length must not take all memory.</summary>
    private const int LargestBlock = 1 << 20;

    private byte[] _packed = [];
    private byte[] _block = [];
    private int _next;
    private int _end;
    private bool _begun;

    public override int Read(Span<byte> buffer)
    {
        while (_next == _end)
            if (!NextBlock()) return 0;
        var count = Math.Min(buffer.Length, _end - _next);
        _block.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }

    private bool NextBlock()
    {
        if (!_begun)
        {
            Span<byte> header = stackalloc byte[HeaderLength];
            if (source.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.StartsWith((ReadOnlySpan<byte>)[0x82, .. "SNAPPY"u8, 0]))
                throw new InvalidDataException("it does not begin as a file of snappy-java");
            _begun = true;
        }
        Span<byte> head = stackalloc byte[4];
        var read = source.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        if (read == 0) return false;
        var length = BinaryPrimitives.ReadInt32BigEndian(head);
        if (read < 4 || length is <= 0 or > LargestBlock) throw new InvalidDataException("a block's length is wrong");
        if (_packed.Length < length) _packed = new byte[length];
        source.ReadExactly(_packed, 0, length);
        var packed = _packed.AsSpan(0, length);
        var size = Snappy.GetUncompressedLength(packed);
        if (size is < 0 or > LargestBlock) throw new InvalidDataException("a block's length is wrong");
        if (_block.Length < size) _block = new byte[size];
        (_next, _end) = (0, Snappy.Decompress(packed, _block));
        return true;
    }
}
