using System.Buffers.Binary;
using System.Security.Cryptography;
using ZkAgent.Core.DataTree;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Volume;

namespace ZkAgent.Tests.Backups;

/// <summary>Changes a log so that every checksum is right again: what a faulty program or memory leaves, not a faulty disk.</summary>
internal static class Rewritten
{
    private const int SetData = 5, FrameLength = 12;

    /// <summary>Changes one byte of the data that the last setData writes.</summary>
    /// <returns>The log, and the transaction that was changed.</returns>
    public static (byte[] Log, Zxid Changed) WithOtherData(byte[] log)
    {
        var bytes = log.ToArray();
        var reader = new LogReader(new MemoryStream(log));
        reader.ReadHeader();
        var (at, zxid) = (0, 0L);
        for (var start = (int)reader.Position; reader.Next(out _, out _); start = (int)reader.Position)
            if (reader.Header.Type == SetData) (at, zxid) = (start, reader.Header.Zxid);
        var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at + 8));
        var entry = bytes.AsSpan(at + FrameLength, length);
        var path = BinaryPrimitives.ReadInt32BigEndian(entry[TransactionHeader.Length..]);
        entry[TransactionHeader.Length + 4 + path + 4] ^= 1;
        var sum = new Adler32();
        sum.Add(entry);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at), sum.Value);
        return (bytes, new(zxid));
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
