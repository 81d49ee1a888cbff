using System.Buffers.Binary;
using System.Numerics;

namespace ZkAgent.Core.DataTree;

/// <summary>The key of a path: 64 bits that depend on a seed.</summary>
/// <remarks>
/// Two of a million paths have the same key once in 37 million trees; such a tree would be called damaged. With a random seed no client can choose paths
/// that have.
/// </remarks>
internal static class PathHash
{
    private const ulong First = 0x9E3779B97F4A7C15, Second = 0xD6E8FEB86659FD93;

    public static ulong Of(ReadOnlySpan<byte> path, ulong seed)
    {
        var hash = seed ^ (ulong)path.Length * First;
        while (path.Length >= 8)
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(path), seed ^ Second);
            path = path[8..];
        }
        var rest = 0UL;
        foreach (var b in path) rest = (rest << 8) | b;
        return Mix(hash ^ rest, First) ^ Mix(BitOperations.RotateLeft(hash, 32) + rest, seed | 1);
    }

    private static ulong Mix(ulong one, ulong other)
    {
        var high = Math.BigMul(one, other, out var low);
        return high ^ low;
    }
}
