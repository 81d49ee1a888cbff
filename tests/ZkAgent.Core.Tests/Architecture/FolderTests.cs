using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Architecture;

/// <summary>The folders of a project depend on each other in one direction.</summary>
public sealed class FolderTests
{
    [Theory]
    [InlineData("ZkAgent.Core", "DataGuard", "Peers")]
    [InlineData("ZkAgent", "DataGuard", "Volume")]
    public void No_folder_uses_one_that_uses_it(string project, string folder, string used)
    {
        var folders = FolderDependencies.Of(project);

        FolderDependencies.Layers(folders, out var cycle);

        Assert.True(cycle.Count == 0, $"src/{project}: these folders use each other in a cycle: {string.Join("; ", cycle.Select(f => $"{f} uses {string.Join(", ", folders[f].Where(cycle.Contains))}"))}");
        Assert.Contains(used, folders[folder]);
    }

    [Fact]
    public void The_compiled_core_has_no_cycle_either() =>
        SliceRuleDefinition.Slices().Matching("ZkAgent.Core.(*)").Should().BeFreeOfCycles().Check(new ArchLoader().LoadAssembly(typeof(SettingCatalog).Assembly).Build());

    [Fact]
    public void Native_calls_are_in_one_folder() =>
        Assert.Equal(["Native"], FoldersWith("DllImport(", "LibraryImport("));

    [Fact]
    public void Services_are_registered_in_one_folder() =>
        Assert.Equal(["Composition"], FoldersWith("IServiceCollection"));

    [Fact]
    public void A_cycle_is_found()
    {
        var folders = new Dictionary<string, SortedSet<string>> { ["Text"] = [], ["Peers"] = ["Health", "Text"], ["Health"] = ["Peers"] };

        var layers = FolderDependencies.Layers(folders, out var cycle);

        Assert.Equal([["Text"]], layers);
        Assert.Equal(["Peers", "Health"], cycle);
    }

    private static IEnumerable<string> FoldersWith(params string[] words)
    {
        var root = Path.Combine(Repository.Root, "src", "ZkAgent");
        return Directory.EnumerateDirectories(root).Select(d => Path.GetFileName(d)).Where(folder => folder is not ("bin" or "obj"))
            .Where(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs").Any(file => words.Any(File.ReadAllText(file).Contains)))
            .Order(StringComparer.Ordinal);
    }
}
