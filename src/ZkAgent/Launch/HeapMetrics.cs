using ZkAgent.Core.Metrics;
using ZkAgent.Core.Settings;
using ZkAgent.Metrics;

namespace ZkAgent.Launch;

/// <summary>The heap that the JVM is given.</summary>
internal sealed class HeapMetrics : IMetricsSource
{
    public HeapMetrics(MetricsRegistry metrics, AgentSettings settings) => metrics.Gauge(AgentFamilies.HeapLimit).Show(ValueReaders.Bytes(settings.Jvm.Heap));

    /// <summary>It does not change.</summary>
    public Task CollectAsync(Scrape scrape) => Task.CompletedTask;
}
