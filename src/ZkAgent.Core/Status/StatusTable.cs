using System.Text;
using ZkAgent.Core.Membership;
using static ZkAgent.Core.Text.LogEscaping;

namespace ZkAgent.Core.Status;

/// <summary>The ensemble as a table for people.</summary>
public static class StatusTable
{
    private const int StateColumn = 4;
    private const string Reset = "\e[0m";

    private static readonly string[] Titles =
        ["ORDINAL", "MYID", "NAME", "ROLE", "STATE", "VERSION", "LATENCY", "CONNECTIONS", "ZXID", "LAG", "IN SYNC"];

    /// <remarks>Names, versions and sentences come from other members: control characters in them are spelled out, so that they cannot steer a terminal.</remarks>
    /// <param name="view">What to show.</param>
    /// <param name="colour">True only where the reader is a terminal.</param>
    public static string Render(EnsembleView view, bool colour)
    {
        var lines = view.Rows.Select(Cells).ToList();
        var widths = Titles.Select((title, column) => lines.Max(cells => cells[column].Length) is var widest && widest > title.Length ? widest : title.Length).ToArray();
        var text = new StringBuilder();
        Append(text, Titles, widths, "");
        for (var i = 0; i < lines.Count; i++) Append(text, lines[i], widths, colour ? Escape(view.Rows[i].State.Tone) : "");
        text.Append('\n').Append(colour ? Escape(view.HasQuorum ? StateTone.Good : StateTone.Bad) : "").Append(Clean(view.Sentence)).Append(colour ? Reset : "").Append('\n');
        if (view.Membership is { } membership) text.Append("membership: ").Append(Clean(Describe(membership))).Append('\n');
        if (view.Backup is { } backup) text.Append("backup: ").Append(Clean(backup)).Append('\n');
        foreach (var warning in view.Warnings) text.Append("warning: ").Append(Clean(warning)).Append('\n');
        return text.ToString();
    }

    private static string Describe(MembershipView membership)
    {
        var version = membership.Version is { } known ? $"configuration {known}, " : "";
        var wanted = membership.Wanted is { } number ? $"{number} wanted" : "the wanted number is not known";
        return $"{version}{wanted}; {membership.Sentence}";
    }

    private static string[] Cells(MemberRow row) =>
        [row.Ordinal, row.MyId, Clean(row.Name), Clean(row.Role), Clean(row.State.Text), Clean(row.Version), Clean(row.Latency), row.Connections, row.Zxid, Clean(row.Lag.Text), Clean(row.InSync)];

    private static void Append(StringBuilder text, string[] cells, int[] widths, string escape)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            var coloured = column == StateColumn && escape.Length > 0;
            if (coloured) text.Append(escape);
            text.Append(cells[column]);
            if (coloured) text.Append(Reset);
            // The escape has no width, so the padding is counted by the text; the last column needs none.
            if (column < cells.Length - 1) text.Append(' ', widths[column] - cells[column].Length + 2);
        }

        text.Append('\n');
    }

    private static string Escape(StateTone tone) => tone switch
    {
        StateTone.Good => "\e[32m",
        StateTone.Waiting => "\e[33m",
        _ => "\e[31m",
    };
}
