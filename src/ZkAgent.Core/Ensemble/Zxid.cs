using System.Globalization;

namespace ZkAgent.Core.Ensemble;

/// <summary>The number of a transaction: the epoch of the leader that proposed it, and its place in that epoch.</summary>
public readonly record struct Zxid(long Value)
{
    /// <summary>What a server says that has no transaction to speak of yet (0xffffffffffffffff).</summary>
    public static readonly Zxid Unset = new(-1);

    public long Epoch => Value >> 32;

    public uint Counter => unchecked((uint)Value);

    /// <summary>Reads ZooKeeper's spelling, <c>0x100000002</c>; null where it is none.</summary>
    public static Zxid? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) text = text[2..];
        return ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new Zxid(unchecked((long)value))
            : null;
    }

    public override string ToString() => $"0x{Value:x}";
}
