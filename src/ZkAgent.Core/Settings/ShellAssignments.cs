using System.Buffers;
using System.Text;

namespace ZkAgent.Core.Settings;

/// <summary>Reads a shell script that only sets variables, as <c>java.env</c> usually does, without executing it.</summary>
/// <remarks>
/// Read are comments, <c>NAME=value</c>, <c>NAME+=value</c> and <c>export</c>, with quotes, backslashes, <c>$NAME</c>, <c>${NAME}</c> and
/// <c>${NAME:-word}</c>. The rules are those of bash(1): single quotes keep everything, and a variable that is not set is empty.
/// </remarks>
public static class ShellAssignments
{
    /// <summary>What the shell would expand in the word of a default.</summary>
    private static readonly SearchValues<char> s_expanded = SearchValues.Create("$`\"'\\{");

    /// <summary>Applies the script to the variables.</summary>
    /// <param name="text">The whole script.</param>
    /// <param name="variables">Receives the values; it is changed up to the line that is not read.</param>
    /// <returns>The number of the first line that does something else; 0: the whole script was read.</returns>
    public static int Apply(string text, IDictionary<string, string> variables)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var (first, line, at) = (i + 1, lines[i], 0);
            while (at < line.Length)
            {
                var start = at;
                if (Words(line, ref at, variables) is { } words)
                {
                    if (!Assign(words, variables)) return first;
                    continue;
                }
                // A quoted value may go over several lines, and a backslash at the end continues one.
                if (++i == lines.Length) return first;
                (line, at) = (line[start..] + "\n" + lines[i], 0);
            }
        }
        return 0;
    }

    private static bool Assign(List<Word> words, IDictionary<string, string> variables)
    {
        if (words.Any(w => w.Foreign)) return false;
        var exports = words is [{ Text: "export", Sign: < 0 }, ..];
        foreach (var word in exports ? words[1..] : words)
        {
            if (word.Sign < 0)
            {
                // A bare name is only exported. Without export it is a command.
                if (!exports || !IsName(word.Text)) return false;
                continue;
            }
            var adds = word.Sign > 0 && word.Text[word.Sign - 1] == '+';
            var name = word.Text[..(adds ? word.Sign - 1 : word.Sign)];
            if (!IsName(name)) return false;
            var value = word.Text[(word.Sign + 1)..];
            variables[name] = adds && variables.TryGetValue(name, out var before) ? before + value : value;
        }
        return true;
    }

    private static bool IsName(string text) => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>The words of a line up to its end or a semicolon; null where a quote is open at its end.</summary>
    private static List<Word>? Words(string line, ref int at, IDictionary<string, string> variables)
    {
        var words = new List<Word>();
        while (true)
        {
            while (at < line.Length && (line[at] is ' ' or '\t')) at++;
            if (at < line.Length && line[at] == '#') at = line.Length;
            if (at == line.Length) return words;
            if (line[at] == ';')
            {
                at++;
                return words;
            }
            if (Next(line, ref at, variables, words.Count > 0 && words[0].Text == "export") is not { } word) return null;
            words.Add(word);
        }
    }

    private static Word? Next(string line, ref int at, IDictionary<string, string> variables, bool exported)
    {
        var text = new StringBuilder();
        var (sign, foreign, quote) = (-1, false, '\0');
        for (; at < line.Length; at++)
        {
            var c = line[at];
            if (quote == '\'')
            {
                if (c == '\'') quote = '\0';
                else text.Append(c);
            }
            else if (c == '\\')
            {
                if (++at == line.Length) return null;
                if (line[at] == '\n') continue;
                if (quote == '"' && line[at] is not ('"' or '$' or '`' or '\\')) text.Append('\\');
                text.Append(line[at]);
            }
            else if (c == '"') quote = quote == '"' ? '\0' : '"';
            else if (c == '$')
            {
                if (Expand(line, ref at, variables) is not { } value) foreign = true;
                else
                {
                    // The shell splits the words of export at the blanks of an unquoted value, and not those of an assignment.
                    foreign |= quote == '\0' && (sign < 0 || (exported && value.Any(char.IsWhiteSpace)));
                    text.Append(value);
                }
            }
            else if (c == '`') foreign = true;
            else if (quote == '"') text.Append(c);
            else if (c == '\'') quote = c;
            else if (c is ' ' or '\t' or ';') break;
            // Operators, patterns and substitutions of the home directory.
            else if (c is '|' or '&' or '<' or '>' or '(' or ')' or '~' or '*' or '?' or '[' or '{' or '\n') foreign = true;
            else
            {
                if (c == '=' && sign < 0) sign = text.Length;
                text.Append(c);
            }
        }
        return quote == '\0' ? new(text.ToString(), sign, foreign) : null;
    }

    /// <summary>The value of a reference whose dollar is at <paramref name="at"/>, which is left at the reference's last character; null for other forms.</summary>
    private static string? Expand(string line, ref int at, IDictionary<string, string> variables)
    {
        var braces = at + 1 < line.Length && line[at + 1] == '{';
        var end = at + (braces ? 2 : 1);
        var start = end;
        while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] == '_')) end++;
        var name = line[start..end];
        if (!IsName(name)) return null;
        var value = variables.TryGetValue(name, out var found) ? found : "";
        if (!braces)
        {
            at = end - 1;
            return value;
        }
        var close = line.IndexOf('}', end);
        if (close < 0) return null;
        var form = line[end..close];
        if (form.AsSpan().IndexOfAny(s_expanded) >= 0) return null;
        at = close;
        if (form.Length == 0) return value;
        return form.StartsWith(":-", StringComparison.Ordinal) ? value.Length > 0 ? value : form[2..] : null;
    }

    /// <summary>A word of a line.</summary>
    /// <param name="Text">Without quotes, references replaced.</param>
    /// <param name="Sign">Where its first unquoted equals sign is; −1: it has none.</param>
    /// <param name="Foreign">True where it has something that is not read here.</param>
    private readonly record struct Word(string Text, int Sign, bool Foreign);
}
