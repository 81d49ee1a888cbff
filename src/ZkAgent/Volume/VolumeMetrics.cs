using Prometheus;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Metrics;

namespace ZkAgent.Volume;

/// <summary>For how long the data volume has not answered.</summary>
internal sealed class VolumeMetrics(MetricsRegistry metrics, VolumeThread thread) : IMetricsSource
{
    private readonly Gauge.Child _silent = metrics.Gauge(AgentFamilies.VolumeTimeout);

    public Task CollectAsync(Scrape scrape)
    {
        // A question that is being answered is no silence.
        _silent.Set(thread.WaitingFor is { } silent && silent >= VolumeTimeout.Limit ? Math.Round(silent.TotalSeconds, 1) : 0);
        return Task.CompletedTask;
    }
}
