using System.Globalization;
using System.Text;

namespace ZkAgent.Core.Peers;

/// <summary>The head of an HTTP/1.x response, as far as a client of single small answers needs it (RFC 9112, sections 4 to 6).</summary>
/// <param name="Status">The status code.</param>
/// <param name="Server">The Server header, shortened to what can be told in a sentence; null where there is none.</param>
/// <param name="Length">The body's length in bytes; null where it is chunked or ends with the connection.</param>
/// <param name="Chunked">True where the body comes in chunks.</param>
internal readonly record struct HttpHead(int Status, string? Server, long? Length, bool Chunked)
{
    private const int LongestServer = 40;

    /// <summary>True where the head is all there is.</summary>
    public bool HasNoBody => Status is 204 or 304;

    /// <summary>True for a head that another one follows.</summary>
    public bool IsInterim => Status is >= 100 and < 200 and not 101;

    /// <summary>Reads a head; null when it is not well-formed. Two lengths, or a length with chunks, are no answer that both sides read alike.</summary>
    /// <param name="head">All lines, each with its CRLF, without the empty one.</param>
    public static HttpHead? Parse(ReadOnlySpan<byte> head)
    {
        var lines = Encoding.Latin1.GetString(head).Split("\r\n");
        if (StatusOf(lines[0]) is not { } status) return null;
        string? server = null;
        long? length = null;
        var chunked = false;
        foreach (var (name, value) in Unfolded(lines))
        {
            if (!IsToken(name)) return null;
            switch (name.ToLowerInvariant())
            {
                case "content-length":
                    if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var given) || length is { } other && other != given) return null;
                    length = given;
                    break;
                case "transfer-encoding":
                    if (chunked || !value.Equals("chunked", StringComparison.OrdinalIgnoreCase)) return null;
                    chunked = true;
                    break;
                case "server":
                    server = Shortened(value);
                    break;
            }
        }
        return chunked && length is not null ? null : new(status, server, length, chunked);
    }

    /// <summary>"HTTP/1.1 200 OK", with or without the words.</summary>
    private static int? StatusOf(string line) =>
        line.Length >= 12 && line.StartsWith("HTTP/1.", StringComparison.Ordinal) && char.IsAsciiDigit(line[7]) && line[8] == ' ' && (line.Length == 12 || line[12] == ' ')
        && int.TryParse(line.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status >= 100 ? status : null;

    /// <summary>The fields. A line that begins with a blank goes on with the one before it, which only old senders do.</summary>
    private static IEnumerable<(string Name, string Value)> Unfolded(string[] lines)
    {
        string? field = null;
        foreach (var line in lines.Skip(1).Where(line => line.Length > 0))
        {
            if (line[0] is ' ' or '\t')
            {
                field = $"{field} {line.Trim(' ', '\t')}";
                continue;
            }
            if (field is not null) yield return Split(field);
            field = line;
        }
        if (field is not null) yield return Split(field);
    }

    private static (string Name, string Value) Split(string field) => field.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        ? (field[..colon], field[(colon + 1)..].Trim(' ', '\t'))
        : ("", "");

    private static bool IsToken(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

    /// <summary>It goes into sentences of the log: printable, and not long.</summary>
    private static string? Shortened(string server)
    {
        var printable = new string([.. server.Where(c => c is > ' ' and < '\x7f').Take(LongestServer)]);
        return printable.Length > 0 ? printable : null;
    }
}
