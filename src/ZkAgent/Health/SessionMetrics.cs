using Prometheus;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Metrics;

namespace ZkAgent.Health;

/// <summary>The last session check, while it says something of the server as it is now.</summary>
/// <param name="metrics">Where the series are.</param>
/// <param name="last">The last check; null where there was none yet.</param>
internal sealed class SessionMetrics(MetricsRegistry metrics, Func<SessionCheck?> last) : IMetricsSource
{
    private readonly Gauge.Child _passing = metrics.Gauge(AgentFamilies.SessionPassing), _duration = metrics.Gauge(AgentFamilies.SessionDuration);

    public Task CollectAsync(Scrape scrape)
    {
        var check = last() is { } made && made.SaysSomethingOf(scrape.Health) ? made : null;
        _passing.Show(check is null ? null : check.Pass ? 1 : 0);
        _duration.Show(check?.Took.TotalSeconds);
        return Task.CompletedTask;
    }
}
