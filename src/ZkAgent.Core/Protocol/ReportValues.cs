using System.Globalization;

namespace ZkAgent.Core.Protocol;

/// <summary>Reads the numbers in ZooKeeper's answers, which are integers or doubles by version and metrics provider.</summary>
public static class ReportValues
{
    /// <summary>A finite number; null for NaN, infinities and text.</summary>
    public static double? Number(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>A number without its fraction; null where it does not fit. Past 2^53 a double would lie, so integers go their own way.</summary>
    public static long? Whole(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : Number(text) is { } value && Math.Abs(value) < 1L << 53 ? (long)value : null;

    /// <summary>A count of milliseconds. A negative one (ZooKeeper's "not yet") is none.</summary>
    public static TimeSpan? Milliseconds(ReadOnlySpan<char> text) =>
        Number(text) is >= 0 and < 1e14 and var value ? TimeSpan.FromMilliseconds(value) : null;

    public static string Version(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny('-', ',');
        return (end < 0 ? text : text[..end]).Trim().ToString();
    }
}
