using Xunit;
using ZkAgent.Core.Tests;

namespace ZkAgent.ChartTests;

/// <summary>The chart as a part of an application's chart, switched by a condition.</summary>
public sealed class SubchartTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("zkagent-parent-");

    public SubchartTests()
    {
        File.WriteAllText(Path.Combine(_parent.FullName, "Chart.yaml"), $"""
            apiVersion: v2
            name: application
            version: 1.0.0
            dependencies:
            - name: zookeeper
              version: 0.1.0
              repository: file://{Path.Combine(Repository.Root, "k8s", "chart")}
              condition: zookeeper.enabled
            """);
        File.WriteAllText(Path.Combine(_parent.FullName, "values.yaml"), """
            global: {imageRegistry: registry.example, storageClass: ssd, other: {of: the parent}}
            zookeeper: {enabled: true, replicaCount: 5}
            """);
        Tool.Output("helm", "dependency", "update", "--skip-refresh", _parent.FullName);
    }

    [Fact]
    public void With_the_condition_it_is_rendered_with_the_globals_of_the_parent()
    {
        var rendering = Rendered();
        Assert.Equal("5", rendering.Settings()["ZK_REPLICAS"]);
        Assert.Contains("registry.example/zkagent/zookeeper:dev", rendering.Text, StringComparison.Ordinal);
        Assert.Contains("storageClassName: ssd", rendering.Text, StringComparison.Ordinal);
        Assert.NotNull(rendering.Named("StatefulSet", "my-zookeeper"));
    }

    [Fact]
    public void Without_the_condition_nothing_is_rendered() => Assert.DoesNotContain("kind:", Rendered("--set", "zookeeper.enabled=false").Text, StringComparison.Ordinal);

    [Fact]
    public void Without_a_condition_in_the_parent_enabled_false_is_refused()
    {
        var (code, _, error) = Tool.Run("helm", "template", "zk", "k8s/chart", "--set", "enabled=false");
        Assert.NotEqual(0, code);
        Assert.Contains("cannot use enabled=false: it is for the condition of a parent chart", error, StringComparison.Ordinal);
    }

    public void Dispose() => _parent.Delete(recursive: true);

    private Rendering Rendered(params string[] arguments) => new(Tool.Output("helm", ["template", "my", _parent.FullName, .. arguments]));
}
