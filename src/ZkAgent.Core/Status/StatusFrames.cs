using System.Globalization;
using System.Text;

namespace ZkAgent.Core.Status;

/// <summary>What <c>zkagent status --watch</c> prints.</summary>
public static class StatusFrames
{
    private const string Clear = "\e[2J", Home = "\e[H", ToEndOfLine = "\e[K", ToEndOfScreen = "\e[J";

    /// <summary>A table drawn over the one before: nothing flickers, and a shorter table leaves nothing behind.</summary>
    /// <remarks>A frame of more rows than the screen would scroll its head away. So the rows of the table are cut at its edge, and sentences take further rows.</remarks>
    /// <param name="table">The table, an empty line, and sentences.</param>
    /// <param name="footer">A last line; empty for none.</param>
    /// <param name="size">The screen.</param>
    /// <param name="first">True where the screen has other text yet.</param>
    public static string Redraw(string table, string footer, ScreenSize size, bool first)
    {
        var lines = table.TrimEnd('\n').Split('\n');
        var sentences = Array.IndexOf(lines, "") is >= 0 and var blank ? blank : lines.Length;
        string[] rows = [.. lines[..sentences], .. lines[sentences..].SelectMany(line => Wrap(line, size.Columns))];
        if (rows.Length >= size.Rows) rows = rows[..(size.Rows - 1)];
        var frame = new StringBuilder(first ? Clear : "").Append(Home);
        // Erased before it is written: after a row that fills the screen's width the cursor is still on its last character.
        foreach (var row in rows) frame.Append(ToEndOfLine).Append(Cut(row, size.Columns)).Append('\n');
        return frame.Append(ToEndOfScreen).Append(Cut(footer, size.Columns)).ToString();
    }

    /// <summary>Breaks a sentence between words. A word that is longer than a row is cut; colours take no room.</summary>
    private static IEnumerable<string> Wrap(string sentence, int columns)
    {
        var row = new StringBuilder();
        var width = 0;
        foreach (var word in sentence.Split(' '))
        {
            var length = Visible(word);
            if (row.Length > 0 && width + 1 + length > columns)
            {
                yield return row.ToString();
                row.Clear();
                width = 0;
            }
            if (row.Length > 0) row.Append(' ');
            width += length + (width > 0 ? 1 : 0);
            row.Append(word);
        }
        yield return row.ToString();
    }

    /// <summary>A row as far as the screen has columns, with all its colours.</summary>
    private static string Cut(string row, int columns)
    {
        var cut = new StringBuilder();
        var (count, inEscape) = (0, false);
        foreach (var c in row)
        {
            inEscape |= c == '\e';
            if (inEscape || count < columns) cut.Append(c);
            if (!inEscape) count++;
            else if (c == 'm') inEscape = false;
        }
        return cut.ToString();
    }

    /// <summary>How many columns a text takes: an escape, which ends with m, takes none.</summary>
    private static int Visible(string text)
    {
        var (count, inEscape) = (0, false);
        foreach (var c in text)
        {
            if (c == '\e') inEscape = true;
            else if (!inEscape) count++;
            else if (c == 'm') inEscape = false;
        }
        return count;
    }

    /// <summary>The moment, as the line before a table that is printed after a change.</summary>
    public static string Heading(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>What has to differ for a change: states and sentences. Latency, connections and zxid differ at every look.</summary>
    public static string Essence(EnsembleView view) => string.Join('\n',
    [
        view.Sentence, .. view.Rows.Select(row => $"{row.Name} {row.Role} {row.State.Text} {row.Version}"),
        view.Membership?.Version, view.Membership?.Sentence, .. view.Warnings,
    ]);
}
