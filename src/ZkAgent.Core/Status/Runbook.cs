namespace ZkAgent.Core.Status;

/// <summary>One line of the runbook.</summary>
/// <param name="Section">The heading that it is under.</param>
/// <param name="Message">The message, with … for a value.</param>
/// <param name="Action">What the operator is to do.</param>
public sealed record RunbookLine(string Section, string Message, string Action)
{
    private readonly string[] _parts = Message.Split('…', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>True where the sentence has every part of the message, in its order.</summary>
    public bool Fits(string sentence)
    {
        var from = 0;
        foreach (var part in _parts)
        {
            var at = sentence.IndexOf(part, from, StringComparison.Ordinal);
            if (at < 0) return false;
            from = at + part.Length;
        }
        return _parts.Length > 0;
    }

    /// <summary>How much of a sentence it says; the line that says most is the one about it.</summary>
    public int Length => _parts.Sum(p => p.Length);
}

/// <summary>The runbook: what to do about a message. Its text is docs/troubleshooting.md.</summary>
/// <param name="Lines">All lines, in their order.</param>
public sealed record Runbook(IReadOnlyList<RunbookLine> Lines)
{
    /// <summary>Reads the tables of the page: rows that begin with a code span. Marks of Markdown are left out of what to do.</summary>
    public static Runbook Parse(string markdown)
    {
        var lines = new List<RunbookLine>();
        var section = "";
        foreach (var line in markdown.Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) section = line[3..].Trim();
            if (!line.StartsWith("| `", StringComparison.Ordinal) || line.IndexOf('`', 3) is not (> 0 and var end)) continue;
            if (line.IndexOf('|', end) is not (> 0 and var bar)) continue;
            lines.Add(new(section, line[3..end], Plain(line[(bar + 1)..].Trim().TrimEnd('|').Trim())));
        }
        return new(lines);
    }

    /// <summary>The index of the line about a sentence; null where there is none.</summary>
    public int? Find(string sentence)
    {
        int? best = null;
        for (var i = 0; i < Lines.Count; i++)
            if (Lines[i].Fits(sentence) && (best is null || Lines[i].Length > Lines[best.Value].Length)) best = i;
        return best;
    }

    /// <summary>Links become their text, code spans their content.</summary>
    private static string Plain(string cell)
    {
        while (cell.IndexOf("](", StringComparison.Ordinal) is > 0 and var middle)
        {
            var (open, close) = (cell.LastIndexOf('[', middle), cell.IndexOf(')', middle));
            if (open < 0 || close < 0) break;
            cell = cell[..open] + cell[(open + 1)..middle] + cell[(close + 1)..];
        }
        return cell.Replace("`", "", StringComparison.Ordinal);
    }
}
