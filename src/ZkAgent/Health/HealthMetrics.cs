using Prometheus;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Metrics;

namespace ZkAgent.Health;

/// <summary>The server's state as the agent judges it.</summary>
internal sealed class HealthMetrics(MetricsRegistry metrics) : IMetricsSource
{
    private readonly StateSet<HealthState> _state = new(metrics.Gauges(AgentFamilies.HealthState), HealthStates.All, HealthStates.Word);
    private readonly Gauge.Child _seconds = metrics.Gauge(AgentFamilies.HealthStateSeconds);

    public Task CollectAsync(Scrape scrape)
    {
        _state.Show(scrape.Health.State);
        _seconds.Set(Math.Max(0, Math.Round((scrape.Asked - scrape.Health.Since).TotalSeconds, 3)));
        return Task.CompletedTask;
    }
}
