using Xunit;
using ZkAgent.Core.Tests;

namespace ZkAgent.Tests.Publishing;

/// <summary>A push replaces no version in a registry, and never leaves half of a release there: docker/release/push.sh.</summary>
public sealed class ReleasePushTests
{
    [Fact]
    public async Task A_release_is_pushed_and_pushing_the_same_bytes_again_is_accepted_and_said()
    {
        using var registry = await LoopbackRegistry.Start();
        var repository = $"{registry.Name}/team/zookeeper";
        using var release = await SmallRelease.Make(repository, "image", "chart");

        var first = await Push(release, repository);
        Assert.Equal(new(0, $"Pushed {repository}:1.2.3: {release.ImageDigest}\nPushed the chart: helm install zk oci://{repository}/charts/zookeeper --version 1.2.3\n", ""), first);
        var stored = (await ImageOf(repository), await ManifestOf($"{repository}/charts/zookeeper"));
        Assert.Equal(release.ImageDigest, stored.Item1);

        var second = await Push(release, repository);
        Assert.Equal(new(0, $"{repository}:1.2.3 is in the registry already: {release.ImageDigest}\n{repository}/charts/zookeeper:1.2.3 is in the registry already: {release.ChartDigest}\n", ""), second);
        Assert.Equal(stored, (await ImageOf(repository), await ManifestOf($"{repository}/charts/zookeeper")));
    }

    [Fact]
    public async Task Another_image_under_the_same_version_is_refused_with_both_digests_and_the_registry_stays_as_it_is()
    {
        using var registry = await LoopbackRegistry.Start();
        var repository = $"{registry.Name}/zookeeper";
        using var old = await SmallRelease.Make(repository, "old image", "chart");
        using var changed = await SmallRelease.Make(repository, "new image", "another chart");
        Assert.Equal(0, (await Push(old, repository)).ExitCode);
        var stored = (await ImageOf(repository), await ManifestOf($"{repository}/charts/zookeeper"));

        var result = await Push(changed, repository);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Collection(result.ErrorLines,
            line => Assert.Equal($"cannot push {repository}:1.2.3: the registry {registry.Name} has this tag already with {old.ImageDigest}, and this release has {changed.ImageDigest}; set another version in Directory.Build.props, or remove the tag from the registry first", line),
            line => Assert.StartsWith($"cannot push {repository}/charts/zookeeper:1.2.3: the registry {registry.Name} has this tag already with {old.ChartDigest}, and this release has {changed.ChartDigest};", line, StringComparison.Ordinal));
        Assert.Equal(stored, (await ImageOf(repository), await ManifestOf($"{repository}/charts/zookeeper")));
    }

    [Fact]
    public async Task Another_chart_under_the_same_version_keeps_the_image_from_being_pushed()
    {
        using var registry = await LoopbackRegistry.Start();
        var repository = $"{registry.Name}/zookeeper";
        using var old = await SmallRelease.Make(repository, "image", "old chart");
        using var changed = await SmallRelease.Make(repository, "image", "new chart");
        Assert.Equal(0, (await ScriptResult.Of("helm", ["push", old.ChartFile, $"oci://{repository}/charts", "--plain-http"])).ExitCode);

        var result = await Push(changed, repository);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains($"{old.ChartDigest}, and this release has {changed.ChartDigest}", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Null(await ImageOf(repository));
    }

    [Fact]
    public async Task A_push_that_ended_after_the_image_is_completed()
    {
        using var registry = await LoopbackRegistry.Start();
        var repository = $"{registry.Name}/zookeeper";
        using var release = await SmallRelease.Make(repository, "image", "chart");
        Assert.Equal(0, (await ScriptResult.Of("skopeo", ["--insecure-policy", "copy", "--all", "--preserve-digests", "--dest-tls-verify=false", $"oci:{release.Location}/image:1.2.3", $"docker://{repository}:1.2.3"])).ExitCode);

        var result = await Push(release, repository);
        Assert.Equal(new(0, $"{repository}:1.2.3 is in the registry already: {release.ImageDigest}\nPushed the chart: helm install zk oci://{repository}/charts/zookeeper --version 1.2.3\n", ""), result);
    }

    [Fact]
    public async Task A_release_whose_chart_names_another_repository_or_whose_files_changed_is_not_pushed()
    {
        using var registry = await LoopbackRegistry.Start();
        var repository = $"{registry.Name}/zookeeper";
        using var release = await SmallRelease.Make("registry.example/zookeeper", "image", "chart");
        var other = await Push(release, repository);
        Assert.StartsWith($"cannot push {release.Location} to {repository}: its chart names the image registry.example/zookeeper:1.2.3;", Assert.Single(other.ErrorLines), StringComparison.Ordinal);

        await File.AppendAllTextAsync(Path.Combine(release.Location, "image/index.json"), "\n", TestContext.Current.CancellationToken);
        var changed = await Push(release, repository);
        Assert.StartsWith($"cannot push {release.Location}: it is not a complete release", Assert.Single(changed.ErrorLines), StringComparison.Ordinal);
        Assert.Equal((1, 1), (other.ExitCode, changed.ExitCode));
        Assert.Null(await ImageOf(repository));
    }

    [Fact]
    public async Task A_wrong_call_is_refused_with_the_right_one()
    {
        var result = await ScriptResult.Of("bash", [Script, "DIR"]);
        Assert.Equal(64, result.ExitCode);
        Assert.Equal("cannot push: expected docker/release/push.sh DIR REGISTRY/REPOSITORY [--plain-http]", Assert.Single(result.ErrorLines));
    }

    private static string Script => Path.Combine(Repository.Root, "docker/release/push.sh");

    private static Task<ScriptResult> Push(SmallRelease release, string repository) => ScriptResult.Of("bash", [Script, release.Location, repository, "--plain-http"]);

    /// <summary>The digest of what the registry has under the version; null if it has nothing.</summary>
    private static async Task<string?> ImageOf(string repository)
    {
        var manifest = await ManifestOf(repository);
        return manifest is null ? null : "sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(manifest)));
    }

    private static async Task<string?> ManifestOf(string repository)
    {
        var result = await ScriptResult.Of("skopeo", ["inspect", "--raw", "--tls-verify=false", $"docker://{repository}:1.2.3"]);
        return result.ExitCode == 0 ? result.Output : null;
    }
}
