using System.Globalization;

namespace ZkAgent.Core.Settings;

/// <summary>One server of a list, as it was written.</summary>
/// <param name="Text">The words of the list, for a message.</param>
/// <param name="Line">The same as a line of zoo.cfg: <c>N=host:2888:3888</c>; null where it is none.</param>
/// <param name="Named">True for <c>server.N=…</c>; false where the id follows from the place in the list or stands elsewhere.</param>
internal readonly record struct ListedServer(string Text, string? Line, bool Named);

/// <summary>Takes a server list apart, in each form that images have.</summary>
/// <remarks>
/// <c>server.1=zk-0:2888:3888;2181</c> (official image), <c>zk-0:2888:3888:observer</c> with the ids 1, 2, … in their order (Bitnami, Confluent),
/// <c>zk-0:2888:3888::1</c> (Bitnami's chart), <c>1|zk-0:2888:3888</c> (Confluent). Blanks, commas and semicolons separate the servers.
/// </remarks>
internal static class ServerListText
{
    /// <summary>The form of a server without <c>server.N=</c>.</summary>
    public const string Form = "host:serverPort:electionPort[:participant|observer][::N]";

    private static readonly char[] Separators = [' ', ',', '\n', '\t', '\r'];

    /// <summary>The servers, and what is wrong with the list as a whole; null where nothing is.</summary>
    public static (IReadOnlyList<ListedServer> Servers, string? Expected) Read(string list)
    {
        var entries = Entries(list);
        var servers = new List<ListedServer>();
        var (named, counted, numbered) = (0, 0, 0);
        foreach (var entry in entries)
        {
            if (entry.Contains('=')) { servers.Add(new(entry, entry, Named: true)); named++; }
            else if (Numbered(entry) is { } line) { servers.Add(new(entry, line.Length > 0 ? line : null, Named: false)); numbered++; }
            // A name without ports is no server in any of these images, and ZK_SERVERS=3 a misunderstanding.
            else if (!entry.Contains(':')) servers.Add(new(entry, null, Named: false));
            else { servers.Add(new(entry, string.Create(CultureInfo.InvariantCulture, $"{servers.Count + 1}={entry}"), Named: false)); counted++; }
        }
        var mixed = new[] { named, counted, numbered }.Count(n => n > 0) > 1;
        return (servers, mixed ? "one form for all servers: server.N= before each, or ::N behind each, or neither, with the ids 1, 2, … in their order" : null);
    }

    /// <summary>Splits at separators, but leaves a client port behind its semicolon where it is.</summary>
    private static List<string> Entries(string list)
    {
        var entries = new List<string>();
        foreach (var word in list.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            var pieces = word.Split(';', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < pieces.Length; i++)
            {
                // One server.N= with a semicolon and no client port behind it is no end of a list.
                if (i == 0) entries.Add(pieces.Length == 1 && word.Contains('=') ? word : pieces[i]);
                else if (IsClientPart(pieces[i])) entries[^1] += ";" + pieces[i];
                else entries.Add(pieces[i]);
            }
        }
        return entries;
    }

    /// <summary>2181 or 10.0.0.1:2181, or what was meant to be that: a server has two ports.</summary>
    private static bool IsClientPart(string piece) => !piece.Contains('=') && piece[(piece.LastIndexOf(']') + 1)..].Count(c => c == ':') < 2;

    /// <summary>The line of a server that has its id in another place; empty where the id is missing there; null where there is no such place.</summary>
    private static string? Numbered(string entry)
    {
        var bar = entry.IndexOf('|', StringComparison.Ordinal);
        if (bar >= 0) return bar > 0 && bar < entry.Length - 1 ? $"{entry[..bar]}={entry[(bar + 1)..]}" : "";
        // The colons of an IPv6 address stand in brackets.
        var end = entry.StartsWith('[') ? entry.IndexOf(']', StringComparison.Ordinal) + 1 : 0;
        var colons = entry.IndexOf("::", end, StringComparison.Ordinal);
        if (colons < 0) return null;
        // Before a client port or behind it.
        var semicolon = entry.IndexOf(';', colons);
        var id = semicolon < 0 ? entry[(colons + 2)..] : entry[(colons + 2)..semicolon];
        return id.Length > 0 && id.All(char.IsAsciiDigit) ? $"{id}={entry[..colons]}{(semicolon < 0 ? "" : entry[semicolon..])}" : "";
    }
}
