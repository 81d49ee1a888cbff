using Xunit;
using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Tests.Launch;

public sealed class MetricsProviderTests
{
    private static readonly Given Prometheus = Given.Three.With("ZOO_CFG_EXTRA", $"metricsProvider.className={MetricsProvider.Prometheus} metricsProvider.httpPort=7000");

    [Fact]
    public void A_provider_that_the_image_lacks_is_refused()
    {
        var plan = Prometheus.Works;
        Assert.Equal($"cannot use ZOO_CFG_EXTRA=metricsProvider.className={MetricsProvider.Prometheus}: expected a provider that this ZooKeeper has, or it ends: the image has no zookeeper-prometheus-metrics jar; remove it, because the agent serves the same numbers on /metrics",
            MetricsProvider.Problem(plan.Effective, hasPrometheus: false, classPath: null)?.ToString());
        var refused = plan.With(MetricsProvider.Problem(plan.Effective, hasPrometheus: false, classPath: ""));
        Assert.Single(refused.Problems);
        Assert.Null(refused.Settings);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(null, null)]
    [InlineData(false, "/mine/zookeeper-prometheus-metrics.jar")]
    public void One_that_is_there_or_may_be_is_kept(bool? has, string? classPath)
    {
        Assert.True(MetricsProvider.IsPrometheus(Prometheus.Works.Effective));
        Assert.Null(MetricsProvider.Problem(Prometheus.Works.Effective, has, classPath));
    }

    [Fact]
    public void Any_other_provider_is_the_users_own_affair()
    {
        var plan = Given.Three.With("ZK_CFG_metricsProvider__className", "com.example.Provider").Works;
        Assert.False(MetricsProvider.IsPrometheus(plan.Effective));
        Assert.Null(MetricsProvider.Problem(plan.Effective, hasPrometheus: false, classPath: null));
        Assert.Same(plan, plan.With(null));
    }
}
