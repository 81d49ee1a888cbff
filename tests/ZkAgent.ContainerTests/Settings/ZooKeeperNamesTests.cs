using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;
using ZkAgent.ContainerTests.Containers;
using ZkAgent.Core.Tests;

namespace ZkAgent.ContainerTests.Settings;

/// <summary>The names of settings that the unit tests know are those of the ZooKeeper in the image. A newer one brings a new file, whose new names fail there.</summary>
public sealed partial class ZooKeeperNamesTests
{
    private const string Jars = "/usr/share/java/";

    [GeneratedRegex(@"zookeeper-(\d+\.\d+\.\d+)[^/]*\.jar$")]
    private static partial Regex Version();

    [Theory]
    [InlineData("bookworm")]
    [InlineData("trixie")]
    [InlineData("sid")]
    public async Task They_are_those_of_the_images_jars(string suite)
    {
        await using var container = new MemberBuilder($"names-{suite}", $"{TestImages.Agent}{(suite == "trixie" ? "" : "-" + suite)}").WithShell("bash", "sleep infinity").Build();
        await container.Start();
        var listed = await container.Exec("bash", "-c", $"ls {Jars}zookeeper-[0-9]*.jar");
        var version = Version().Match(listed.Output.Trim()).Groups[1].Value;
        Assert.NotEqual("", version);

        // Links, of which the engine would hand over the link itself.
        var jars = (await container.Exec("readlink", "-f", $"{Jars}zookeeper.jar", $"{Jars}zookeeper-jute.jar")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, jars.Length);
        var names = ZooKeeperNames.Of(await Task.WhenAll(jars.Select(jar => container.ReadFileAsync(jar, TestContext.Current.CancellationToken))));

        var path = Path.Combine(Repository.Root, "tests/ZkAgent.Core.Tests/Settings/Names", string.Create(CultureInfo.InvariantCulture, $"{version}.txt"));
        if (Repository.Updating) await File.WriteAllTextAsync(path, string.Concat(names.Select(n => n + "\n")), TestContext.Current.CancellationToken);
        if (!File.Exists(path)) Assert.Fail($"{path} does not exist: ZooKeeper {version} is new in {suite}; run this test with {Repository.UpdateVariable}=1, then the unit tests, which say what is new in it");
        Assert.Equal(await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken), names);
    }
}
