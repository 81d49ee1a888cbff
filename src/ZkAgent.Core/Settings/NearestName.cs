namespace ZkAgent.Core.Settings;

/// <summary>Finds the real name that a misspelt one was most likely meant to be.</summary>
public static class NearestName
{
    /// <summary>The closest candidate within a third of the name's length in edits, case ignored; null when none is near.</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        var limit = Math.Max(1, name.Length / 3);
        string? best = null;
        foreach (var candidate in candidates)
        {
            var distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant(), limit);
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
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
