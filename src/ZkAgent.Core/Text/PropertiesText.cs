using System.Globalization;
using System.Text;

namespace ZkAgent.Core.Text;

/// <summary>One key and its value, with the line on which the key stands.</summary>
public readonly record struct PropertiesEntry(string Key, string Value, int Line);

/// <summary>Reads and writes the syntax of zoo.cfg, which is that of Java's Properties files.</summary>
/// <remarks>
/// ZooKeeper loads zoo.cfg with <c>java.util.Properties.load</c>, then trims keys and values (QuorumPeerConfig.parse).
/// Comments start with # or !, a backslash escapes and continues lines, =, : or a blank ends the key, and of two
/// lines with the same key the last wins without a message, which is why duplicates are kept here and left to the caller.
/// </remarks>
public static class PropertiesText
{
    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];
    private static readonly char[] Blanks = [' ', '\t', '\f'];

    /// <summary>All entries in order, and for each line that can't be meant as one its number and text.</summary>
    public static (IReadOnlyList<PropertiesEntry> Entries, IReadOnlyList<(int Line, string Text)> Broken) Parse(string text)
    {
        var entries = new List<PropertiesEntry>();
        var broken = new List<(int, string)>();
        foreach (var (line, number) in LogicalLines(text))
        {
            var end = KeyEnd(line);
            var key = Trim(Unescape(line.AsSpan(0, end)));
            var value = Trim(Unescape(line.AsSpan(ValueStart(line, end))));
            // Java takes a line without a value as a key with an empty one, which is never meant, and ends over a bad \u.
            if (string.IsNullOrEmpty(key) || string.IsNullOrEmpty(value)) broken.Add((number, line.Trim()));
            else entries.Add(new(key, value, number));
        }
        return (entries, broken);
    }

    /// <summary>A value as it must be written so that Java reads the same text back.</summary>
    public static string Escape(string value)
    {
        var result = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (c == '\\') result.Append("\\\\");
            else if (c == '\n') result.Append("\\n");
            else if (c == '\r') result.Append("\\r");
            else if (c is < ' ' or > '~') result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else result.Append(c);
        }
        return result.ToString();
    }

    private static IEnumerable<(string Line, int Number)> LogicalLines(string text)
    {
        var lines = text.Split(LineEnds, StringSplitOptions.None);
        for (var i = 0; i < lines.Length; i++)
        {
            var number = i + 1;
            var line = lines[i].TrimStart(Blanks);
            if (line.Length == 0 || line[0] is '#' or '!') continue;
            if (EndsWithOddBackslashes(line) && i + 1 < lines.Length)
            {
                var joined = new StringBuilder();
                for (; EndsWithOddBackslashes(line) && i + 1 < lines.Length; line = lines[++i].TrimStart(Blanks)) joined.Append(line, 0, line.Length - 1);
                line = joined.Append(line).ToString();
            }
            yield return (line, number);
        }
    }

    private static bool EndsWithOddBackslashes(string line) => (line.Length - line.TrimEnd('\\').Length) % 2 == 1;

    private static int KeyEnd(string line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\') i++;
            else if (line[i] is '=' or ':' || Blanks.Contains(line[i])) return i;
        }
        return line.Length;
    }

    private static int ValueStart(string line, int at)
    {
        while (at < line.Length && Blanks.Contains(line[at])) at++;
        if (at < line.Length && line[at] is ('=' or ':')) at++;
        while (at < line.Length && Blanks.Contains(line[at])) at++;
        return at;
    }

    /// <summary>The text that Java reads; null where it throws, over a \u that four hexadecimal digits don't follow.</summary>
    private static string? Unescape(ReadOnlySpan<char> text)
    {
        if (text.IndexOf('\\') < 0) return text.ToString();
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\') { result.Append(text[i]); continue; }
            // A backslash at the very end has nothing to escape; Java drops it.
            if (++i == text.Length) break;
            if (text[i] != 'u') { result.Append(text[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'f' => '\f', var c => c }); continue; }
            if (i + 4 >= text.Length || !ushort.TryParse(text.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return null;
            result.Append((char)code);
            i += 4;
        }
        return result.ToString();
    }

    /// <summary>java.lang.String.trim: what is no higher than a blank goes, and nothing else does.</summary>
    private static string? Trim(string? text)
    {
        if (text is null) return null;
        var (from, to) = (0, text.Length);
        while (from < to && text[from] <= ' ') from++;
        while (to > from && text[to - 1] <= ' ') to--;
        return text[from..to];
    }
}
