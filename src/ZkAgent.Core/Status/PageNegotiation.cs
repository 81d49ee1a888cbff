namespace ZkAgent.Core.Status;

/// <summary>Decides whether a client of <c>GET /</c> gets the page or the table.</summary>
public static class PageNegotiation
{
    /// <summary>True for a client that names HTML, as browsers do. curl names nothing, and gets the table.</summary>
    /// <param name="accept">The header Accept; empty where there is none.</param>
    public static bool WantsHtml(string accept)
    {
        foreach (var range in accept.Split(','))
        {
            var parts = range.Split(';', StringSplitOptions.TrimEntries);
            if (!parts[0].Trim().Equals("text/html", StringComparison.OrdinalIgnoreCase)) continue;
            var quality = parts.Skip(1).FirstOrDefault(p => p.StartsWith("q=", StringComparison.OrdinalIgnoreCase));
            return quality is null || quality.AsSpan(2).Trim().IndexOfAnyInRange('1', '9') >= 0;
        }
        return false;
    }
}
