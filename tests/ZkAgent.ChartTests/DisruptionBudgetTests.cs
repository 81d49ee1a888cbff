using Xunit;

namespace ZkAgent.ChartTests;

/// <summary>A member that is not ready may be evicted. Otherwise members that are held back would block a node drain without end.</summary>
public sealed class DisruptionBudgetTests
{
    [Theory]
    [InlineData("1.27.0")]
    [InlineData("v1.27.3-gke.100")]
    [InlineData("v1.36.1+k3s1")]
    public void From_1_27_on_the_chart_lets_unhealthy_members_be_evicted(string version) => Assert.Equal("AlwaysAllow", PolicyOfChart(version));

    [Theory]
    [InlineData("1.26.9")]
    [InlineData("1.20.15")]
    public void Before_1_27_the_chart_leaves_out_what_the_api_does_not_know(string version) => Assert.Null(PolicyOfChart(version));

    [Theory]
    [InlineData("k8s/base")]
    [InlineData("k8s/overlays/minimal")]
    [InlineData("k8s/overlays/production")]
    [InlineData("k8s/overlays/production-tls")]
    public void The_base_and_its_overlays_let_unhealthy_members_be_evicted(string source) => Assert.Equal("AlwaysAllow", Policy(Rendering.OfKustomization(source)));

    [Fact]
    public void The_component_for_older_clusters_takes_it_out_of_the_base()
    {
        var rendering = Component.AddedTo("k8s/base", "before-1.27");
        Assert.Null(Policy(rendering));
        Assert.Equal("1", Rendering.Value(rendering.Single("PodDisruptionBudget"), "spec", "maxUnavailable"));
    }

    private static string? PolicyOfChart(string version) => Policy(Rendering.OfChart("--kube-version", version));

    private static string? Policy(Rendering rendering) => Rendering.Value(rendering.Single("PodDisruptionBudget"), "spec", "unhealthyPodEvictionPolicy");
}
