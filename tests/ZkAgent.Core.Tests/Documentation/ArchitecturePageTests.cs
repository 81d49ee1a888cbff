using Xunit;
using ZkAgent.Core.Tests.Architecture;

namespace ZkAgent.Core.Tests.Documentation;

public sealed class ArchitecturePageTests
{
    private static readonly string[] Projects = ["ZkAgent.Core", "ZkAgent"];

    [Theory]
    [InlineData("core", "ZkAgent.Core")]
    [InlineData("agent", "ZkAgent")]
    public void Its_pictures_are_those_of_the_source(string part, string project) =>
        GeneratedPart.Check("docs/architecture.md", part, FolderDependencies.Picture(project), $"the using directives of src/{project}");

    [Fact]
    public void It_describes_every_folder()
    {
        var page = MarkdownPage.All.Single(p => p.Path == "docs/architecture.md");
        var text = File.ReadAllText(Path.Combine(Repository.Root, page.Path));

        Assert.Equal([], Projects.SelectMany(project => FolderDependencies.Of(project).Keys)
            .Where(folder => text.Split($"| {folder} | ").Length < 2).Distinct());
    }
}
