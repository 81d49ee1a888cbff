using Prometheus;
using ZkAgent.Core.Metrics;
using ZkAgent.Ensemble;
using ZkAgent.Metrics;

namespace ZkAgent.Health;

/// <summary>Whether ZooKeeper's list of participants and the agent's have the same length; absent while ZooKeeper does not tell its own.</summary>
internal sealed class MembershipMetrics(MetricsRegistry metrics, CurrentMember local) : IMetricsSource
{
    private readonly Gauge.Child _disagreement = metrics.Gauge(AgentFamilies.MembershipDisagreement);

    public Task CollectAsync(Scrape scrape)
    {
        _disagreement.Show(scrape.Health.Seen.Sample?.Report?.QuorumSize is { } counted ? (counted == local.Now.Topology.Participants.Count ? 0 : 1) : null);
        return Task.CompletedTask;
    }
}
