using Prometheus;
using ZkAgent.Core.Metrics;
using ZkAgent.Metrics;

namespace ZkAgent.Sasl;

/// <summary>Whether the users of the mounted files are those that ZooKeeper knows.</summary>
/// <param name="outdated">False while they are; null without such files.</param>
internal sealed class SaslMetrics(MetricsRegistry metrics, Func<bool?> outdated) : IMetricsSource
{
    private readonly Gauge.Child _outdated = metrics.Gauge(AgentFamilies.SaslUsersOutdated);

    public Task CollectAsync(Scrape scrape)
    {
        _outdated.Show(outdated() is { } differ ? differ ? 1 : 0 : null);
        return Task.CompletedTask;
    }
}
