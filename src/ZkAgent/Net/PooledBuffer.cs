using System.Buffers;

namespace ZkAgent.Net;

/// <summary>A buffer of the shared pool that becomes larger while an answer of unknown length is received.</summary>
internal static class PooledBuffer
{
    /// <summary>Exchanges a full buffer for one of at least twice its length, with the same content at its start.</summary>
    /// <param name="full">Goes back to the pool.</param>
    public static byte[] Grow(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
