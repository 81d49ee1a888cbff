using System.Buffers.Binary;

namespace ZkAgent.Machine;

/// <summary>Makes a number that cannot be guessed; from the kernel, as <see cref="RandomText"/>.</summary>
internal static class RandomNumber
{
    public static ulong Create()
    {
        Span<byte> random = stackalloc byte[8];
        using var source = File.OpenRead("/dev/urandom");
        source.ReadExactly(random);
        return BinaryPrimitives.ReadUInt64LittleEndian(random);
    }
}
