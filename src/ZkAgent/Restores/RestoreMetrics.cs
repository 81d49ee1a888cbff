using ZkAgent.Core.Metrics;
using ZkAgent.Core.Restores;
using ZkAgent.Metrics;

namespace ZkAgent.Restores;

/// <summary>How far the restore is; absent without ZK_RESTORE.</summary>
internal sealed class RestoreMetrics(MetricsRegistry metrics, RestoreProgress progress) : IMetricsSource
{
    private readonly StateSet<RestoreState> _state = new(metrics.Gauges(AgentFamilies.RestoreState), RestoreStates.All, RestoreStates.Word);

    public Task CollectAsync(Scrape scrape)
    {
        _state.Show(progress.State);
        return Task.CompletedTask;
    }
}
