using System.Buffers.Binary;
using System.Text;

namespace ZkAgent.ContainerTests.Client;

/// <summary>Reads one frame of ZooKeeper's serialisation, front to back.</summary>
internal sealed class JuteReader(ReadOnlyMemory<byte> frame)
{
    private int at;

    public int Int() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public long Long() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    /// <summary>A length of -1 is null on the wire and nothing here.</summary>
    public byte[] Bytes() => Take(Math.Max(0, Int())).ToArray();

    public string Text() => Encoding.UTF8.GetString(Bytes());

    private ReadOnlySpan<byte> Take(int count)
    {
        at += count;
        return frame.Span.Slice(at - count, count);
    }
}
