using System.Globalization;

namespace ZkAgent.Core.Metrics;

/// <summary>Chooses the format that a scraper likes best by its Accept header (RFC 9110, 12.5.1).</summary>
public static class ContentNegotiation
{
    /// <param name="accept">The header; empty where there was none.</param>
    /// <returns>
    /// OpenMetrics where it is named and liked better, or as well; else the text format, which is also the answer to a client that names neither:
    /// metrics in another format are of more use to a client than a refusal.
    /// </returns>
    public static ExpositionFormat Choose(ReadOnlySpan<char> accept)
    {
        double openMetrics = 0, text = 0;
        var textNamed = 0;
        while (!accept.IsEmpty)
        {
            var range = Next(ref accept, ',');
            var type = Next(ref range, ';').Trim();
            var (quality, version) = Parameters(range);
            if (type.Equals("application/openmetrics-text", StringComparison.OrdinalIgnoreCase))
            {
                if (version.Length == 0 || version is "1.0.0") openMetrics = Math.Max(openMetrics, quality);
            }
            else
            {
                var named = version.Length == 0 || version is "0.0.4" ? Specificity(type) : 0;
                if (named == 0 || named < textNamed) continue;
                // Of several ranges that hold the type the most specific one counts.
                text = named > textNamed ? quality : Math.Max(text, quality);
                textNamed = named;
            }
        }

        return openMetrics > 0 && openMetrics >= text ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
    }

    /// <summary>How exactly a range names text/plain; 0 where it does not hold it.</summary>
    private static int Specificity(ReadOnlySpan<char> type) =>
        type.Equals("text/plain", StringComparison.OrdinalIgnoreCase) ? 3
        : type.Equals("text/*", StringComparison.OrdinalIgnoreCase) ? 2
        : type is "*/*" ? 1
        : 0;

    private static (double Quality, string Version) Parameters(ReadOnlySpan<char> text)
    {
        var (quality, version) = (1.0, "");
        while (!text.IsEmpty)
        {
            var value = Next(ref text, ';');
            var name = Next(ref value, '=').Trim();
            value = value.Trim().Trim('"');
            if (name.Equals("q", StringComparison.OrdinalIgnoreCase))
                quality = double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var q) && q <= 1 ? q : 0;
            else if (name.Equals("version", StringComparison.OrdinalIgnoreCase))
                version = value is "1.0.0" ? "1.0.0" : value is "0.0.4" ? "0.0.4" : "another";
        }

        return (quality, version);
    }

    /// <summary>Takes what stands before the separator off the text.</summary>
    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> text, char separator)
    {
        var end = text.IndexOf(separator);
        var next = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return next;
    }
}
