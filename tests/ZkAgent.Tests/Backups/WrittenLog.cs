using System.Buffers.Binary;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Volume;

namespace ZkAgent.Tests.Backups;

/// <summary>Writes transaction logs as ZooKeeper does: header, records, and the zeros that it allocates.</summary>
internal static class WrittenLog
{
    public static byte[] Header { get; } = [.. "ZKLG"u8, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0];

    public static void Write(string directory, params string[] zxids) => Write(directory, [], zxids);

    /// <param name="directory">dataLogDir.</param>
    /// <param name="torn">What lies behind the last whole record.</param>
    /// <param name="zxids">The records; the first one names the file.</param>
    public static void Write(string directory, byte[] torn, params string[] zxids)
    {
        Directory.CreateDirectory($"{directory}/version-2");
        File.WriteAllBytes($"{directory}/version-2/log.{zxids[0]}", [.. Header, .. zxids.SelectMany(Record), .. torn, .. new byte[4096]]);
    }

    public static byte[] Record(string zxid)
    {
        var entry = new byte[40];
        BinaryPrimitives.WriteInt64BigEndian(entry.AsSpan(12), Zxid.Parse(zxid)!.Value.Value);
        var sum = new Adler32();
        sum.Add(entry);
        var record = new byte[12 + entry.Length + 1];
        BinaryPrimitives.WriteInt64BigEndian(record, sum.Value);
        BinaryPrimitives.WriteInt32BigEndian(record.AsSpan(8), entry.Length);
        entry.CopyTo(record, 12);
        record[^1] = (byte)'B';
        return record;
    }
}
