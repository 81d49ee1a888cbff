namespace ZkAgent.Core.Text;

/// <summary>Finds the real name that a misspelt one was most likely meant to be.</summary>
public static class NearestName
{
    /// <summary>The closest candidate within a third of the name's length in edits, case ignored; null when none is near.</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        // No real name is longer; without a bound a hostile one costs its square.
        if (name.Length > 100) return null;
        var limit = Math.Max(1, name.Length / 3);
        string? best = null;
        foreach (var candidate in candidates)
        {
            var distance = Distance(name, candidate, limit);
            if (distance > limit) continue;
            best = candidate;
            limit = distance - 1;
            if (limit < 0) break;
        }
        return best;
    }

    /// <summary>Levenshtein's distance; anything above the limit may be returned as limit + 1.</summary>
    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit) return limit + 1;
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            // Cells further from the diagonal than the limit can't be on a way within it.
            var (from, to) = (Math.Max(1, i - limit), Math.Min(b.Length, i + limit));
            var diagonal = row[from - 1];
            var least = row[from - 1] = from == 1 ? i : limit + 1;
            var letter = char.ToLowerInvariant(a[i - 1]);
            for (var j = from; j <= to; j++)
            {
                var substitution = diagonal + (letter == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                // The cell above the band's last one was never reached from the row before.
                var above = j == i + limit ? limit : row[j];
                row[j] = Math.Min(substitution, Math.Min(above, row[j - 1]) + 1);
                least = Math.Min(least, row[j]);
            }
            // A distance never falls below the least of a row.
            if (least > limit) return limit + 1;
        }
        return row[b.Length];
    }
}
