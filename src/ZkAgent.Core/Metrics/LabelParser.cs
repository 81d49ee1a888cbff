namespace ZkAgent.Core.Metrics;

/// <summary>Reads the labels in a key of ZooKeeper's Prometheus provider: <c>key="1",quantile="0.5",</c>.</summary>
/// <remarks>
/// Only the one canonical spelling is taken: names that ascend, with the quantile behind them, and the three escapes of the format.
/// So equal labels are equal text, and what is passed on as it stands is valid.
/// </remarks>
internal readonly ref struct LabelParser
{
    /// <summary>The labels but the quantile, without a comma behind them.</summary>
    public ReadOnlySpan<char> Others { get; private init; }

    /// <summary>The quantile; empty where there is none.</summary>
    public ReadOnlySpan<char> Quantile { get; private init; }

    /// <summary>False where the text is not in the canonical spelling.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out LabelParser labels)
    {
        labels = default;
        var (at, others) = (0, 0);
        ReadOnlySpan<char> last = [], quantile = [];
        while (at < text.Length)
        {
            var equals = text[at..].IndexOf("=\"");
            if (equals <= 0 || !quantile.IsEmpty) return false;
            var name = text.Slice(at, equals);
            var value = at + equals + 2;
            var end = EndOfValue(text, value);
            // A label without a value is no label: with and without it would be the same sample.
            if (end <= value) return false;
            if (name.SequenceEqual("quantile")) quantile = text[value..end];
            else if (!IsName(name) || name.StartsWith("__") || (!last.IsEmpty && name.SequenceCompareTo(last) <= 0)) return false;
            at = end + 1;
            if (quantile.IsEmpty) others = at;
            last = name;
            if (at == text.Length) break;
            if (text[at++] != ',') return false;
        }

        labels = new() { Others = text[..others], Quantile = quantile };
        return true;
    }

    /// <summary>A name that both formats allow for a label; without the colon also for a metric.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c != '_') return false;
        return !text.IsEmpty && !char.IsAsciiDigit(text[0]);
    }

    /// <summary>Where the closing quote stands; -1 where the value is not well written.</summary>
    private static int EndOfValue(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] == '"') return at;
            if (text[at] == '\\' && (++at == text.Length || text[at] is not ('\\' or '"' or 'n'))) return -1;
        }

        return -1;
    }
}
