using System.Globalization;

namespace ZkAgent.Core.Settings;

/// <summary>Text to value, one tiny function per kind; null where the text is not of that kind.</summary>
public static class ValueReaders
{
    /// <summary>The text without blanks around it, nor one pair of quotes: <c>docker --env-file</c> and quoted YAML bring both along.</summary>
    public static string Unquoted(string text)
    {
        text = text.Trim();
        return text.Length > 1 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1].Trim() : text;
    }

    /// <summary>A whole number; blanks around it are forgiven, because quoted YAML brings them along.</summary>
    public static int? WholeNumber(string text) =>
        int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A whole number of 64 bits.</summary>
    public static long? LongNumber(string text) =>
        long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static bool? Boolean(string text) => text.Trim().ToLowerInvariant() switch
    {
        "true" or "yes" or "1" => true,
        "false" or "no" or "0" => false,
        _ => null,
    };

    /// <summary>A duration: <c>30</c> (seconds), <c>30s</c>, <c>5m</c>, <c>1h</c>, <c>7d</c>, <c>500ms</c>.</summary>
    public static TimeSpan? Duration(string text)
    {
        text = text.Trim();
        var digits = text.TrimEnd('s', 'm', 'h', 'd');
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 10_000_000) return null;
        return text[digits.Length..] switch
        {
            "" or "s" => TimeSpan.FromSeconds(number),
            "ms" => TimeSpan.FromMilliseconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            "d" => TimeSpan.FromDays(number),
            _ => null,
        };
    }

    /// <summary>A moment with its offset from UTC: <c>2026-11-21T12:00:00Z</c>.</summary>
    public static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(text.Trim(), Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : null;

    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:sszzz"];

    /// <summary>A size in bytes: <c>2G</c>, <c>512M</c>, <c>1024k</c>, Kubernetes' <c>Gi</c> and <c>Mi</c>, or plain bytes.</summary>
    public static long? Bytes(string text)
    {
        text = text.Trim();
        var digits = text.TrimEnd('b', 'B', 'i', 'k', 'K', 'm', 'M', 'g', 'G', 't', 'T');
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var shift = text[digits.Length..].ToLowerInvariant() switch
        {
            "" or "b" => 0,
            "k" or "ki" or "kb" => 10,
            "m" or "mi" or "mb" => 20,
            "g" or "gi" or "gb" => 30,
            "t" or "ti" or "tb" => 40,
            _ => -1,
        };
        return shift < 0 || number > long.MaxValue >> shift ? null : number << shift;
    }
}
