using DotNet.Testcontainers.Configurations;
using Xunit;
using ZkAgent.ContainerTests.Containers;
using ZkAgent.Core.Tests;

namespace ZkAgent.ContainerTests.Quorums;

/// <summary>The table that the unit tests hold the agent's rule against is what QuorumHierarchical in the image's jar says.</summary>
public sealed class QuorumTableTests
{
    [Theory]
    [InlineData("bookworm")]
    [InlineData("trixie")]
    [InlineData("sid")]
    public async Task It_is_what_the_class_in_the_images_jar_says(string suite)
    {
        var table = Path.Combine(Repository.Root, "tests/ZkAgent.Core.Tests/Ensemble/QuorumHierarchical.txt");
        var expected = await File.ReadAllLinesAsync(table, TestContext.Current.CancellationToken);
        var root = Directory.CreateTempSubdirectory("zkagent-quorums-");
        try
        {
            await File.WriteAllLinesAsync(Path.Combine(root.FullName, "rules"), expected.Select(line => line.Split(' ')[0]), TestContext.Current.CancellationToken);
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Quorums", "QuorumTable.java"), Path.Combine(root.FullName, "QuorumTable.java"));
            await using var container = new MemberBuilder($"quorums-{suite}", $"{TestImages.Agent}{(suite == "trixie" ? "" : "-" + suite)}")
                .WithUser("0").WithShell("bash", "java -cp '/usr/share/java/*' /quorums/QuorumTable.java </quorums/rules 2>/dev/null")
                .WithBindMount(root.FullName, "/quorums", AccessMode.ReadOnly).Build();
            await container.Start();

            Assert.Equal(0, await container.WaitForExit(Ensemble.ToServe));
            Assert.Equal(expected, (await container.Logs()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
