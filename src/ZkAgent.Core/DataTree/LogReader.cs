using System.Buffers.Binary;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.DataTree;

/// <summary>Why a log has no further record.</summary>
public enum LogEnd
{
    /// <summary>It has.</summary>
    None,

    /// <summary>The file ends behind a whole record.</summary>
    EndOfFile,

    /// <summary>A length of 0 follows: the zeros that ZooKeeper allocates, or nothing that was written yet.</summary>
    Zeros,

    /// <summary>What follows is no whole record: cut short, or checksum, length or end mark are wrong. In a log that is being written it may become whole.</summary>
    Torn,

    /// <summary>The file does not begin as a log.</summary>
    NoHeader,
}

/// <summary>Reads the whole records of a transaction log: checksum, length, entry and the letter B (FileTxnLog).</summary>
/// <param name="source">The log, at its beginning or behind a whole record.</param>
public sealed class LogReader(Stream source)
{
    /// <summary>Bytes of the largest entry that is read: eight times what ZooKeeper allows by default. A damaged length must not take all memory.</summary>
    public const int LargestEntry = 16 << 20;

    private const int FrameLength = 12;
    private const byte EndMark = (byte)'B';

    private readonly ByteSource _bytes = new(source, LargestEntry + FrameLength + 1);

    /// <summary>Bytes of a log's header: ZKLG, version, dbid.</summary>
    public const int HeaderLength = 16;

    public LogEnd End { get; private set; }

    /// <summary>The record's header, while <see cref="Next"/> returns true.</summary>
    public TransactionHeader Header { get; private set; }

    /// <summary>Bytes of whole records so far, from where the reader began.</summary>
    public long Position => _bytes.Position;

    /// <summary>Reads the header of the file.</summary>
    /// <returns>Its bytes, valid until the next call; empty where it is none.</returns>
    public ReadOnlySpan<byte> ReadHeader()
    {
        if (_bytes.Peek(HeaderLength, out var header) && header.StartsWith("ZKLG"u8) && BinaryPrimitives.ReadInt32BigEndian(header[4..]) == 2)
        {
            _bytes.Skip(HeaderLength);
            return header;
        }
        End = LogEnd.NoHeader;
        return default;
    }

    /// <param name="record">The whole record, as it is stored; valid until the next call.</param>
    /// <param name="entry">The entry in it.</param>
    /// <returns>False where <see cref="End"/> says why there is none.</returns>
    public bool Next(out ReadOnlySpan<byte> record, out ReadOnlySpan<byte> entry)
    {
        record = default;
        entry = default;
        if (!_bytes.Peek(FrameLength, out var frame)) return Ended(_bytes.Remaining(0) == 0 ? LogEnd.EndOfFile : LogEnd.Torn);
        var checksum = BinaryPrimitives.ReadInt64BigEndian(frame);
        var length = BinaryPrimitives.ReadInt32BigEndian(frame[8..]);
        if (length == 0) return Ended(LogEnd.Zeros);
        if (length < TransactionHeader.Length || length > LargestEntry || !_bytes.Peek(FrameLength + length + 1, out record)) return Ended(LogEnd.Torn);
        entry = record.Slice(FrameLength, length);
        var sum = new Adler32();
        sum.Add(entry);
        if (record[^1] != EndMark || checksum != sum.Value) return Ended(LogEnd.Torn);
        _bytes.Skip(record.Length);
        Header = TransactionHeader.Read(entry);
        return true;
    }

    private bool Ended(LogEnd end)
    {
        End = end;
        return false;
    }
}
