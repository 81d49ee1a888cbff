using System.Globalization;
using System.Text;

namespace ZkAgent.Core.Status;

/// <summary>What <c>zkagent status --watch</c> prints.</summary>
public static class StatusFrames
{
    private const string Clear = "\e[2J", Home = "\e[H", ToEndOfLine = "\e[K", ToEndOfScreen = "\e[J";

    /// <summary>A table drawn over the one before: nothing flickers, and a shorter table leaves nothing behind.</summary>
    /// <param name="table">The table.</param>
    /// <param name="footer">A last line; empty for none.</param>
    /// <param name="first">True where the screen has other text yet.</param>
    public static string Redraw(string table, string footer, bool first)
    {
        var frame = new StringBuilder(first ? Clear : "").Append(Home);
        foreach (var line in table.TrimEnd('\n').Split('\n').Append(footer)) frame.Append(line).Append(ToEndOfLine).Append('\n');
        return frame.Append(ToEndOfScreen).ToString();
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
