using System.Globalization;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Backups;

/// <summary>
/// The name of a log segment: its first and last transaction, <c>100000a40-100000b00.zst</c>. The content is a log of ZooKeeper: its header, then whole records.
/// </summary>
/// <param name="First">Its first transaction.</param>
/// <param name="Last">Its last transaction.</param>
/// <param name="Suffix">The compression's suffix with its dot; empty without one.</param>
public sealed record SegmentName(Zxid First, Zxid Last, string Suffix)
{
    /// <summary>Null where a file of this name is no segment.</summary>
    public static SegmentName? Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return text[..(dot < 0 ? text.Length : dot)].Split('-') is [var first, var last] && Hex(first) is { } from && Hex(last) is { } to && from <= to
            ? new(new(from), new(to), dot < 0 ? "" : text[dot..])
            : null;
    }

    public override string ToString() => $"{First.Value:x}-{Last.Value:x}{Suffix}";

    private static long? Hex(string text) =>
        long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value >= 0 ? value : null;
}
