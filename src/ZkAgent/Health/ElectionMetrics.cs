using Prometheus;
using ZkAgent.Core.Metrics;
using ZkAgent.Metrics;

namespace ZkAgent.Health;

/// <summary>Counts the elections that the samples show.</summary>
internal sealed class ElectionMetrics
{
    private readonly Counter.Child _elections;

    public ElectionMetrics(MetricsRegistry metrics)
    {
        _elections = metrics.Counter(AgentFamilies.Elections);
        _elections.Publish();
    }

    /// <summary>A sample showed another election.</summary>
    public void Seen() => _elections.Inc();
}
