using Xunit;
using ZkAgent.Core.Peers;

namespace ZkAgent.ChartTests;

public sealed class ValuesTests
{
    /// <summary>What some values need around them before they can show: on in this rendering, off in the other.</summary>
    private static readonly string[] EverythingOn =
        ["--set", "metrics.serviceMonitor.enabled=true,persistence.dataLogDir.enabled=true,networkPolicy.allowExternal=false"];

    private static readonly Lazy<Rendering> Defaults = new(() => Rendering.OfChart());
    private static readonly Lazy<Rendering> WithEverythingOn = new(() => Rendering.OfChart(EverythingOn));

    public static TheoryData<string> Paths => [.. ChartValue.All.Select(v => v.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void No_value_does_nothing(string path)
    {
        var value = ChartValue.All.Single(v => v.Path == path);
        string[] changed = ["--set-json", $"{value.Path}={value.Example}"];
        var shows = Rendering.OfChart(changed) != Defaults.Value || Rendering.OfChart([.. EverythingOn, .. changed]) != WithEverythingOn.Value;
        Assert.True(shows, $"{path}={value.Example} renders what the default {value.Default} renders");
    }

    [Fact]
    public void Every_value_has_a_schema_and_every_schema_a_value() =>
        Assert.Equal(ChartValue.All.Select(v => v.Path).Order(), ChartValue.OfSchema.Order());

    [Theory]
    [InlineData("replicCount=3")]
    [InlineData("replicaCount=three")]
    [InlineData("persistence.sise=1Gi")]
    [InlineData("podManagementPolicy=Serial")]
    [InlineData("autopurge.snapRetainCount=2")]
    public void A_misspelt_name_or_value_is_refused(string wrong)
    {
        var (code, _, error) = Tool.Run("helm", "template", "zk", "k8s/chart", "--set", wrong);
        Assert.NotEqual(0, code);
        Assert.Contains("schema", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_chart_passes_helms_own_check() => Tool.Output("helm", "lint", "--strict", "k8s/chart");
}
