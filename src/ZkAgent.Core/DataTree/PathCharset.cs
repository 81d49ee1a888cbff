using System.Text;

namespace ZkAgent.Core.DataTree;

/// <summary>A path in the charsets that a JVM may have by default.</summary>
/// <remarks>
/// DigestCalculator takes a path's bytes in the JVM's default charset. From Java 18 on that is UTF-8. Up to Java 17 the locale decides, and a container
/// without one has US-ASCII: then every other letter counts as a question mark (seen with 3.8.0 on Java 17).
/// </remarks>
internal static class PathCharset
{
    private const int LastAscii = 0x7F, LastLatin = 0xFF;

    /// <summary>The state of CRC-32 after a path, in US-ASCII and in ISO-8859-1.</summary>
    /// <param name="path">The path in UTF-8.</param>
    public static (uint Ascii, uint Latin) Crc(ReadOnlySpan<byte> path)
    {
        var (ascii, latin) = (Crc32.Start, Crc32.Start);
        Span<byte> letter = stackalloc byte[1];
        while (!path.IsEmpty)
        {
            Rune.DecodeFromUtf8(path, out var rune, out var used);
            path = path[used..];
            letter[0] = rune.Value <= LastAscii ? (byte)rune.Value : (byte)'?';
            ascii = Crc32.Add(ascii, letter);
            letter[0] = rune.Value <= LastLatin ? (byte)rune.Value : (byte)'?';
            latin = Crc32.Add(latin, letter);
        }
        return (ascii, latin);
    }
}
