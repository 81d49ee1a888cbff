using Prometheus;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Metrics;
using ZkAgent.Metrics;

namespace ZkAgent.DataGuard;

/// <summary>The data guard's last decision; absent before its first decision.</summary>
internal sealed class GuardMetrics(MetricsRegistry metrics, VoteGuard guard) : IMetricsSource
{
    private readonly StateSet<GuardAction> _state = new(metrics.Gauges(AgentFamilies.GuardState), GuardActions.All, GuardActions.Word);
    private readonly Gauge.Child _override = metrics.Gauge(AgentFamilies.GuardOverride);

    public Task CollectAsync(Scrape scrape)
    {
        var decision = guard.Last;
        _state.Show(decision?.Action);
        _override.Show(decision is null ? null : guard.OverrideUsed ? 1 : 0);
        return Task.CompletedTask;
    }
}
