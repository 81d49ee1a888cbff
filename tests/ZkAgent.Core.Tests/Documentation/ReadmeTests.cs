using Xunit;

namespace ZkAgent.Core.Tests.Documentation;

public sealed class ReadmeTests
{
    /// <summary>The README is read first and at one go; a manual belongs into docs/.</summary>
    private const int MostLines = 150;

    private const string Adopting = "docs/adopting/";

    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void It_has_at_most_150_lines() => Assert.InRange(Text.TrimEnd('\n').Split('\n').Length, 1, MostLines);

    [Fact]
    public void It_names_the_command_that_runs_the_tests() => Assert.Contains("$ tests/run.sh ", Text, StringComparison.Ordinal);

    [Fact]
    public void It_leads_to_every_page_of_docs() => LeadsToAll("README.md", page => page.StartsWith("docs/", StringComparison.Ordinal) && !page.StartsWith(Adopting, StringComparison.Ordinal));

    /// <summary>The README leads there by one link: a page for each image would make it long.</summary>
    [Fact]
    public void The_page_about_adopting_leads_to_that_of_each_image() => LeadsToAll("k8s/adopting.md", page => page.StartsWith(Adopting, StringComparison.Ordinal));

    private static void LeadsToAll(string index, Func<string, bool> isMeant)
    {
        var from = MarkdownPage.All.Single(page => page.Path == index);
        var links = from.Links.Select(link => Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(index)!, link.Target)))).ToHashSet();
        var pages = MarkdownPage.All.Where(page => isMeant(page.Path)).ToList();

        Assert.NotEmpty(pages);
        Assert.Empty(pages.Where(page => !links.Contains(page.Path)).Select(page => $"{index} has no link to {page}"));
    }
}
