using System.Text;

namespace ZkAgent.Core.Sasl;

/// <summary>Splits a JAAS file into words, quoted texts and punctuation as Java's StreamTokenizer does for it.</summary>
internal static class JaasTokens
{
    public static IEnumerable<(string Token, bool Quoted)> Read(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (c <= ' ') i++;
            else if (c == '/' && text.AsSpan(i).StartsWith("/*", StringComparison.Ordinal))
            {
                var end = text.IndexOf("*/", i + 2, StringComparison.Ordinal);
                i = end < 0 ? text.Length : end + 2;
            }
            // A single slash begins a comment, too.
            else if (c == '/') i = EndOfLine(text, i);
            else if (c is '"' or '\'')
            {
                var quoted = new StringBuilder();
                // An unfinished text ends with its line.
                for (i++; i < text.Length && text[i] != c && text[i] is not ('\n' or '\r'); i++)
                {
                    if (text[i] == '\\' && i + 1 < text.Length) i++;
                    quoted.Append(text[i]);
                }
                if (i < text.Length && text[i] == c) i++;
                yield return (quoted.ToString(), true);
            }
            else if (IsWord(c))
            {
                var began = i;
                while (i < text.Length && IsWord(text[i])) i++;
                yield return (text[began..i], false);
            }
            else yield return (text[i++].ToString(), false);
        }
    }

    private static int EndOfLine(string text, int from) => text.IndexOfAny(['\n', '\r'], from) is var end and >= 0 ? end : text.Length;

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c >= '\u00a0' || c is '.' or '-' or '_' or '$' or '*';
}
