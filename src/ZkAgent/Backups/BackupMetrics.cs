using Prometheus;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Settings;
using ZkAgent.Metrics;

namespace ZkAgent.Backups;

/// <summary>The newest backup of the directory, the log segments, and this member's failures. Without ZK_BACKUP_DIR there are none of these.</summary>
/// <param name="metrics">Where the series are.</param>
/// <param name="settings">The schedule.</param>
/// <param name="board">What is known.</param>
internal sealed class BackupMetrics(MetricsRegistry metrics, BackupSettings settings, BackupBoard board) : IMetricsSource
{
    private readonly Gauge.Child _interval = metrics.Gauge(AgentFamilies.BackupInterval), _logInterval = metrics.Gauge(AgentFamilies.BackupLogInterval);
    private readonly Gauge.Child _success = metrics.Gauge(AgentFamilies.BackupLastSuccess), _duration = metrics.Gauge(AgentFamilies.BackupDuration), _bytes = metrics.Gauge(AgentFamilies.BackupBytes);
    private readonly Gauge.Child _zxid = metrics.Gauge(AgentFamilies.BackupZxid), _verified = metrics.Gauge(AgentFamilies.BackupVerified), _segment = metrics.Gauge(AgentFamilies.BackupLogSegment);
    private readonly Counter _failures = metrics.Counters(AgentFamilies.BackupFailures);

    public Task CollectAsync(Scrape scrape)
    {
        var view = board.View;
        _interval.Set(settings.Interval.TotalSeconds);
        _logInterval.Show(settings.LogInterval?.TotalSeconds);
        // 0 where there is none: its age is then above every limit of an alert.
        if (view != BackupView.Unknown) _success.Set(view.Last?.Time.ToUnixTimeSeconds() ?? 0);
        _duration.Show(view.Last?.Took?.TotalSeconds);
        _bytes.Show(view.Last?.Bytes);
        _zxid.Show(view.Last?.Zxid.Value);
        _verified.Show(view.Last is { } last ? (int)last.Verified : null);
        _segment.Show(view.Segments?.Time.ToUnixTimeMilliseconds() / 1000.0);
        foreach (var (reason, count) in board.Failures) _failures.WithLabels(reason).Show((double)count);
        return Task.CompletedTask;
    }
}
