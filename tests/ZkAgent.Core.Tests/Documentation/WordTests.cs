using System.Text.RegularExpressions;
using Xunit;

namespace ZkAgent.Core.Tests.Documentation;

/// <summary>Pages are in plain technical English. Words that a reader of another first language has to look up stay out.</summary>
public sealed partial class WordTests
{
    /// <remarks>k8s/ has pages of its own and is not read here.</remarks>
    [Fact]
    public void No_page_has_a_literary_word() =>
        Assert.Equal([], MarkdownPage.All.Where(page => !page.Path.StartsWith("k8s/", StringComparison.Ordinal))
            .SelectMany(page => page.Prose.SelectMany(line => Literary().Matches(line.Text).Select(word => $"{page}:{line.Line}: {word.Value}"))));

    [Theory]
    [InlineData("Whoever does not answer is waited for.", true)]
    [InlineData("nobody", true)]
    [InlineData("the file beside the data", true)]
    [InlineData("besides it", false)]
    [InlineData("the ensemble is created again", false)]
    public void The_pattern_finds_words_and_no_parts_of_words(string text, bool found) => Assert.Equal(found, Literary().IsMatch(text));

    [GeneratedRegex(@"\b(whoever|nobody|somebody|anybody|everybody|anew|a human|for ever|beside|lest|shall|spelt|mends?|mended|strangers?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Literary();
}
