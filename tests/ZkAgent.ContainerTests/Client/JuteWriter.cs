using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ZkAgent.ContainerTests.Client;

/// <summary>Writes one frame of ZooKeeper's serialisation: big-endian integers, everything else with its length before it.</summary>
internal sealed class JuteWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(256);

    public JuteWriter() => Int(0);

    public JuteWriter Int(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(4), value);
        buffer.Advance(4);
        return this;
    }

    public JuteWriter Long(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
        return this;
    }

    public JuteWriter Bool(bool value)
    {
        buffer.Write([value ? (byte)1 : (byte)0]);
        return this;
    }

    public JuteWriter Bytes(ReadOnlySpan<byte> value)
    {
        Int(value.Length);
        buffer.Write(value);
        return this;
    }

    public JuteWriter Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    /// <summary>The frame with its length in front.</summary>
    public ReadOnlyMemory<byte> Frame()
    {
        var frame = buffer.WrittenMemory.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length - 4);
        return frame;
    }
}
