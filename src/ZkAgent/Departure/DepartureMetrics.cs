using Prometheus;
using ZkAgent.Core.Departure;
using ZkAgent.Core.Metrics;
using ZkAgent.Metrics;

namespace ZkAgent.Departure;

/// <summary>Whether this member is leaving, and the state of the departure gate.</summary>
internal sealed class DepartureMetrics(MetricsRegistry metrics, DepartureGate gate) : IMetricsSource
{
    private readonly StateSet<GateState> _state = new(metrics.Gauges(AgentFamilies.GateState), GateStates.All, GateStates.Word);
    private readonly Gauge.Child _draining = metrics.Gauge(AgentFamilies.Draining);

    public Task CollectAsync(Scrape scrape)
    {
        var draining = scrape.Health.Seen.Draining is not null;
        // A drain that expired leaves the gate open again.
        _state.Show(draining ? gate.State : GateState.Open);
        _draining.Set(draining ? 1 : 0);
        return Task.CompletedTask;
    }
}
