using System.Text;

namespace ZkAgent.Core.Protocol;

/// <summary>The server's challenge of DIGEST-MD5 (RFC 2831, 2.1.1), or its last answer (2.1.3).</summary>
/// <param name="directives">Names in lower case, values without their quotes.</param>
public sealed class DigestChallenge(IReadOnlyDictionary<string, string> directives)
{
    public string? Nonce => directives.GetValueOrDefault("nonce");

    public string Realm => directives.GetValueOrDefault("realm", "");

    /// <summary>The proof that the server knows the password.</summary>
    public string? ResponseAuth => directives.GetValueOrDefault("rspauth");

    /// <summary>True where both sides may authenticate without protecting what follows; also by default.</summary>
    public bool OffersAuth => !directives.TryGetValue("qop", out var offered) || offered.Split(',', StringSplitOptions.TrimEntries).Contains("auth");

    public bool TakesUtf8 => directives.GetValueOrDefault("charset") == "utf-8";

    /// <returns>Null for what is no list of directives. Of two with one name the first counts.</returns>
    public static DigestChallenge? Parse(ReadOnlySpan<byte> token)
    {
        var text = Encoding.UTF8.GetString(token);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] is ',' or ' ' or '\t' or '\r' or '\n')
            {
                at++;
                continue;
            }
            var equals = text.IndexOf('=', at);
            if (equals < 0) return null;
            var name = text[at..equals].Trim().ToLowerInvariant();
            at = equals + 1;
            if (Value(text, ref at) is not { } value) return null;
            found.TryAdd(name, value);
        }
        return new(found);
    }

    private static string? Value(string text, ref int at)
    {
        if (at >= text.Length || text[at] != '"')
        {
            var comma = text.IndexOf(',', at);
            var plain = text[at..(comma < 0 ? text.Length : comma)].Trim();
            at = comma < 0 ? text.Length : comma + 1;
            return plain;
        }
        var value = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length) at++;
            value.Append(text[at]);
        }
        if (at >= text.Length) return null;
        at++;
        return value.ToString();
    }
}
