using System.Buffers.Binary;

namespace ZkAgent.Core.DataTree;

/// <summary>CRC-32 as java.util.zip.CRC32 computes it (polynomial 0xEDB88320), built up piece by piece.</summary>
/// <remarks>The framework has none without a package, and its hardware instruction on x86 is of another polynomial. Eight tables: 8 bytes a step.</remarks>
internal static class Crc32
{
    /// <summary>The state before the first byte.</summary>
    public const uint Start = 0xFFFFFFFF;

    private static readonly uint[] Tables = MakeTables();

    /// <param name="state">The state before these bytes.</param>
    /// <param name="bytes">Bytes to add.</param>
    /// <returns>The state after them.</returns>
    public static uint Add(uint state, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<uint> t = Tables;
        while (bytes.Length >= 8)
        {
            var low = state ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state = t[(int)(0x700 + (low & 0xFF))] ^ t[(int)(0x600 + ((low >> 8) & 0xFF))] ^ t[(int)(0x500 + ((low >> 16) & 0xFF))] ^ t[(int)(0x400 + (low >> 24))]
                ^ t[(int)(0x300 + (high & 0xFF))] ^ t[(int)(0x200 + ((high >> 8) & 0xFF))] ^ t[(int)(0x100 + ((high >> 16) & 0xFF))] ^ t[(int)(high >> 24)];
            bytes = bytes[8..];
        }
        foreach (var b in bytes) state = t[(int)((state ^ b) & 0xFF)] ^ (state >> 8);
        return state;
    }

    /// <summary>The checksum that belongs to a state.</summary>
    public static uint Value(uint state) => ~state;

    private static uint[] MakeTables()
    {
        var tables = new uint[8 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            tables[i] = value;
        }
        for (var i = 256; i < tables.Length; i++) tables[i] = (tables[i - 256] >> 8) ^ tables[tables[i - 256] & 0xFF];
        return tables;
    }
}
