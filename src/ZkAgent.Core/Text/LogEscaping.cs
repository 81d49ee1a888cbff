using System.Globalization;
using System.Text;

namespace ZkAgent.Core.Text;

/// <summary>Makes foreign text fit to be quoted in a sentence: one line, no control characters, of bounded length.</summary>
public static class LogEscaping
{
    private const int Longest = 200;

    /// <summary>A value as it is quoted: control characters spelled out, a long one cut.</summary>
    public static string Quote(string value) =>
        value.Length <= Longest ? Clean(value) : $"{Clean(value[..Longest])}… ({value.Length} characters)";

    /// <summary>A whole sentence, which may have such a value in it; never cut.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(NeedsSpelling)) return text;
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == '\n') result.Append("\\n");
            else if (NeedsSpelling(c)) result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else result.Append(c);
        }
        return result.ToString();
    }

    // In addition to the control characters, the two that some terminals and log readers take for a line's end.
    private static bool NeedsSpelling(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' || char.IsSurrogate(c);
}
