using Prometheus;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Supervision;
using ZkAgent.Metrics;

namespace ZkAgent.Supervision;

/// <summary>Counts restarts in place, and tells how ZooKeeper last ended.</summary>
internal sealed class RestartMetrics(MetricsRegistry metrics) : IMetricsSource
{
    private readonly Counter _restarts = metrics.Counters(AgentFamilies.Restarts);
    private readonly Gauge.Child _lastExitCode = metrics.Gauge(AgentFamilies.LastExitCode);
    private readonly Gauge _lastExitInfo = metrics.Gauges(AgentFamilies.LastExitInfo);
    private string? _lastReason;

    /// <summary>A restart was decided.</summary>
    /// <param name="meaning">What made it necessary.</param>
    public void Restarted(ExitMeaning meaning) => _restarts.WithLabels(meaning.Reason).Inc();

    public Task CollectAsync(Scrape scrape)
    {
        var process = scrape.Health.Seen.Process;
        _lastExitCode.Show(process.LastExit?.Code);
        if (_lastReason is { } before && before != process.LastMeaning?.Reason) _lastExitInfo.RemoveLabelled(before);
        _lastReason = process.LastMeaning?.Reason;
        if (_lastReason is { } now) _lastExitInfo.WithLabels(now).Set(1);
        return Task.CompletedTask;
    }
}
