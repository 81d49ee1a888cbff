using Prometheus;
using ZkAgent.Core.Metrics;
using ZkAgent.Metrics;

namespace ZkAgent.Volume;

/// <summary>What ZooKeeper's files take on the disk; absent while a volume does not answer.</summary>
/// <param name="metrics">Where the series are.</param>
/// <param name="sample">Samples the disk within a deadline; null if the disk does not answer.</param>
internal sealed class DiskMetrics(MetricsRegistry metrics, Func<Task<DiskFigures?>> sample) : IMetricsSource
{
    private readonly (Gauge Family, Func<DirectoryFigures, long> Figure)[] _directories =
    [
        (metrics.Gauges(AgentFamilies.DirectoryBytes), d => d.Bytes),
        (metrics.Gauges(AgentFamilies.FilesystemSize), d => d.FilesystemBytes),
        (metrics.Gauges(AgentFamilies.FilesystemFree), d => d.FreeBytes),
        (metrics.Gauges(AgentFamilies.FilesystemInodes), d => d.Inodes),
        (metrics.Gauges(AgentFamilies.FilesystemInodesFree), d => d.FreeInodes),
    ];

    private readonly Gauge.Child _snapshots = metrics.Gauge(AgentFamilies.Snapshots);
    private readonly Gauge.Child _newestSnapshotAge = metrics.Gauge(AgentFamilies.NewestSnapshotAge);
    private readonly Gauge.Child _logs = metrics.Gauge(AgentFamilies.TransactionLogs);
    private readonly Counter.Child _logGrowth = metrics.Counter(AgentFamilies.TransactionLogGrowth);

    public async Task CollectAsync(Scrape scrape)
    {
        var figures = await sample().ConfigureAwait(false);
        foreach (var (family, figure) in _directories)
        {
            foreach (var name in DirectoryFigures.Names)
                family.WithLabels(name).Show(figures?.Directories.FirstOrDefault(d => d.Name == name) is { } directory ? figure(directory) : null);
        }

        _snapshots.Show(figures?.Snapshots);
        _newestSnapshotAge.Show(figures?.NewestSnapshotAt is { } newest ? Math.Max(0, Math.Round((figures.At - newest).TotalSeconds)) : null);
        _logs.Show(figures?.TransactionLogs);
        _logGrowth.Show(figures?.LogGrowth);
    }
}
