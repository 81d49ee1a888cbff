using System.Globalization;

namespace ZkAgent.Core.Volume;

/// <summary>How long a log entry may be: ZooKeeper ends over a longer one with "Unreasonable length".</summary>
public static class JuteBuffer
{
    /// <summary>jute.maxbuffer and the same again, which is what ZooKeeper allows.</summary>
    public const int DefaultLimit = 2 * 0xfffff;

    private const string Flag = "-Djute.maxbuffer=";

    /// <summary>Bytes that an entry may have.</summary>
    /// <param name="jvmFlags">The flags that the JVM is started with; the last one counts. What is no number has no effect, as in Java.</param>
    public static int Limit(string jvmFlags)
    {
        var given = jvmFlags.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).LastOrDefault(f => f.StartsWith(Flag, StringComparison.Ordinal));
        if (given is null) return DefaultLimit;
        var text = given.AsSpan(Flag.Length);
        var read = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? int.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bytes)
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bytes);
        return read && bytes > 0 ? (int)Math.Min(2L * bytes, int.MaxValue) : DefaultLimit;
    }
}
