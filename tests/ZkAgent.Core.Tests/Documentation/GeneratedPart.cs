using Xunit;

namespace ZkAgent.Core.Tests.Documentation;

/// <summary>A part of a page that a test writes: the text between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>.</summary>
internal static class GeneratedPart
{
    /// <summary>Compares the part with what it must be, or writes it where <see cref="Repository.Updating"/>.</summary>
    /// <param name="page">The page's path in the repository.</param>
    /// <param name="name">The name in the markers.</param>
    /// <param name="expected">The text, with a line break at its end.</param>
    /// <param name="source">What the text is made of, for the failure's message.</param>
    public static void Check(string page, string name, string expected, string source)
    {
        var (begin, end) = ($"<!-- {name} -->\n", $"<!-- /{name} -->\n");
        var path = Path.Combine(Repository.Root, page);
        var text = File.ReadAllText(path);
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal) + begin.Length, text.IndexOf(end, StringComparison.Ordinal));
        Assert.True(from >= begin.Length && to >= from, $"{page} has no lines {begin.Trim()} and {end.Trim()}");
        if (Repository.Updating) File.WriteAllText(path, text[..from] + expected + text[to..]);
        else if (text[from..to] != expected)
            Assert.Fail($"the part {name} of {page} is not that of {source}; run the tests with {Repository.UpdateVariable}=1, or put this between the markers:\n\n{expected}");
    }
}
