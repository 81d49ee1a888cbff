using ZkAgent.Core.Metrics;
using ZkAgent.Machine;

namespace ZkAgent.Metrics;

/// <summary>Which agent this is.</summary>
internal sealed class BuildMetrics : IMetricsSource
{
    public BuildMetrics(MetricsRegistry metrics) => metrics.Gauges(AgentFamilies.BuildInfo).WithLabels(AgentVersion.Text).Set(1);

    /// <summary>It does not change.</summary>
    public Task CollectAsync(Scrape scrape) => Task.CompletedTask;
}
