using System.Text.Json.Nodes;
using Xunit;
using ZkAgent.Core.Tests;

namespace ZkAgent.Tests.Publishing;

/// <summary>The images of a release have the same ZooKeeper, Java and C library for both processors: docker/release/packages.sh.</summary>
public sealed class SamePackagesTests
{
    private static readonly Dictionary<string, string> Packages = new()
    {
        ["zookeeper"] = "3.9.6-1", ["libzookeeper-java"] = "3.9.6-1", ["openjdk-21-jre-headless"] = "21.0.9+10-1", ["libc6"] = "2.42-5", ["tzdata"] = "2026b-1",
    };

    [Fact]
    public async Task Images_with_the_same_versions_are_accepted() => Assert.Equal(new(0, "", ""), await Compare(Packages, Packages));

    [Fact]
    public async Task A_package_that_does_not_matter_may_differ() => Assert.Equal(new(0, "", ""), await Compare(Packages, With("tzdata", "2026c-1")));

    [Theory]
    [InlineData("zookeeper", "3.9.6-1", "3.9.7-1")]
    [InlineData("libzookeeper-java", "3.9.6-1", "3.9.7-1")]
    [InlineData("openjdk-21-jre-headless", "21.0.9+10-1", "21.0.10+7-1")]
    [InlineData("libc6", "2.42-5", "2.42-5+b1")]
    public async Task Another_version_is_refused_with_the_package_and_both_versions(string package, string version, string other)
    {
        var result = await Compare(Packages, With(package, other));
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"cannot release images with different packages: image-1.0-linux-amd64 has {package} {version}, image-1.0-linux-arm64 has {package} {other}; wait", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_differences_are_in_the_one_line()
    {
        var other = With("libc6", "2.43-1");
        other["zookeeper"] = "3.9.7-1";
        var line = Assert.Single((await Compare(Packages, other)).ErrorLines);
        Assert.Contains("zookeeper 3.9.6-1, image-1.0-linux-arm64 has zookeeper 3.9.7-1; image-1.0-linux-amd64 has libc6 2.42-5", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_neither_image_has_is_a_difference_so_that_a_new_name_is_noticed()
    {
        var without = With("libc6", "2.42-5");
        without.Remove("libc6");
        Assert.Contains("image-1.0-linux-amd64 has no libc6, image-1.0-linux-arm64 has no libc6", Assert.Single((await Compare(without, without)).ErrorLines), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> With(string package, string version) => new(Packages) { [package] = version };

    private static async Task<ScriptResult> Compare(Dictionary<string, string> amd64, Dictionary<string, string> arm64)
    {
        var directory = Directory.CreateTempSubdirectory("zkagent-sbom-");
        try
        {
            var files = new[] { await Write("amd64", amd64), await Write("arm64", arm64) };
            return await ScriptResult.Of("bash", ["-euo", "pipefail", "-c", """. "$1"; require_same_packages "$2" "$3" """, "-", Path.Combine(Repository.Root, "docker/release/packages.sh"), .. files]);
        }
        finally
        {
            directory.Delete(recursive: true);
        }

        async Task<string> Write(string arch, Dictionary<string, string> packages)
        {
            var file = Path.Combine(directory.FullName, arch);
            var document = new JsonObject
            {
                ["name"] = $"image-1.0-linux-{arch}",
                ["packages"] = new JsonArray([.. packages.Select(package => new JsonObject { ["SPDXID"] = $"SPDXRef-Package-deb-{package.Key}", ["name"] = package.Key, ["versionInfo"] = package.Value })]),
            };
            await File.WriteAllTextAsync(file, document.ToJsonString(), TestContext.Current.CancellationToken);
            return file;
        }
    }
}
