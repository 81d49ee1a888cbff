using Xunit;

namespace ZkAgent.Core.Tests.Documentation;

/// <summary>Links between the pages of this repository.</summary>
public sealed class LinkTests
{
    [Fact]
    public void Every_relative_link_of_every_page_leads_to_a_file_and_a_heading_that_exist()
    {
        Assert.Contains(MarkdownPage.All, page => page.Path == "README.md");
        Assert.Contains(MarkdownPage.All, page => page.Path == "docs/settings.md");
        Assert.Empty(MarkdownPage.All.SelectMany(page => page.Links
            .Select(link => (link.Line, Problem: Problem(page, link.Target)))
            .Where(found => found.Problem is not null)
            .Select(found => $"{page}:{found.Line}: {found.Problem}")));
    }

    [Theory]
    [InlineData("docs/settings.md", "../README.md", true)]
    [InlineData("docs/settings.md", "../k8s", true)]
    [InlineData("README.md", "docs/settings.md#clients-with-tls", true)]
    [InlineData("docs/settings.md", "#clients-with-tls", true)]
    [InlineData("README.md", "https://example.org/nowhere", true)]
    [InlineData("README.md", "docs/nowhere.md", false)]
    [InlineData("docs/settings.md", "README.md", false)]
    [InlineData("README.md", "docs/settings.md#nowhere", false)]
    [InlineData("docs/settings.md", "#nowhere", false)]
    public void A_link_is_judged_by_the_file_and_the_heading(string from, string target, bool good) =>
        Assert.Equal(good, Problem(MarkdownPage.All.Single(page => page.Path == from), target) is null);

    [Fact]
    public void Anchors_are_those_that_GitHub_makes()
    {
        var page = new MarkdownPage("page.md", "# Where would you change …?\n## `zkagent` and [the rest](x.md)\n```\n# no heading\n```\n## Again\n## Again\n");

        Assert.Equal(["where-would-you-change-", "zkagent-and-the-rest", "again", "again-1"], page.Anchors);
    }

    /// <returns>Why a link leads nowhere; null where it is good, or leads out of the repository.</returns>
    private static string? Problem(MarkdownPage page, string target)
    {
        if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal)) return null;
        var (file, anchor) = target.Split('#', 2) is [var before, var after] ? (before, after) : (target, null);
        var path = file.Length == 0
            ? page.Path
            : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page.Path)!, file)));
        if (!Path.Exists(Path.Combine(Repository.Root, path))) return $"{target} leads to {path}, which does not exist";
        if (anchor is null) return null;
        var other = MarkdownPage.All.FirstOrDefault(p => p.Path == path);
        return other is null ? $"{target} has an anchor, and {path} is no Markdown file"
            : other.Anchors.Contains(anchor) ? null
            : $"{target} leads to a heading that {path} does not have";
    }
}
