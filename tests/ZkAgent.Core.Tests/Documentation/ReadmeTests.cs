using Xunit;

namespace ZkAgent.Core.Tests.Documentation;

public sealed class ReadmeTests
{
    /// <summary>The README is read first and at one go; a manual belongs into docs/.</summary>
    private const int MostLines = 150;

    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void It_has_at_most_150_lines() => Assert.InRange(Text.TrimEnd('\n').Split('\n').Length, 1, MostLines);

    [Fact]
    public void It_names_the_command_that_runs_the_tests() => Assert.Contains("$ tests/run.sh ", Text, StringComparison.Ordinal);

    [Fact]
    public void It_leads_to_every_page_of_docs()
    {
        var pages = MarkdownPage.All.Where(page => page.Path.StartsWith("docs/", StringComparison.Ordinal)).ToList();
        var links = MarkdownPage.All.Single(page => page.Path == "README.md").Links.Select(link => link.Target).ToHashSet();

        Assert.NotEmpty(pages);
        Assert.Empty(pages.Where(page => !links.Contains(page.Path)).Select(page => $"README.md has no link to {page}"));
    }
}
