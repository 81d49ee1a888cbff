using Prometheus;
using ZkAgent.Core.Metrics;
using ZkAgent.Metrics;

namespace ZkAgent.Health;

/// <summary>What each probe would be answered now.</summary>
internal sealed class VerdictMetrics(MetricsRegistry metrics, ProbeVerdicts verdicts) : IMetricsSource
{
    private readonly Gauge _passing = metrics.Gauges(AgentFamilies.ProbePassing);

    public async Task CollectAsync(Scrape scrape)
    {
        foreach (var verdict in await verdicts.DecideAllAsync(scrape.Health, scrape.Asked).ConfigureAwait(false))
            _passing.WithLabels(verdict.Probe).Set(verdict.Pass ? 1 : 0);
    }
}
