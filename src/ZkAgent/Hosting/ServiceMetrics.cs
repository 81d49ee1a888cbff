using Prometheus;
using ZkAgent.Core.Metrics;
using ZkAgent.Metrics;

namespace ZkAgent.Hosting;

/// <summary>The number of failures of each supporting service; each series starts at 0.</summary>
internal sealed class ServiceMetrics(MetricsRegistry metrics, SupportingServices services) : IMetricsSource
{
    private readonly Counter _failures = metrics.Counters(AgentFamilies.ServiceFailures);

    public Task CollectAsync(Scrape scrape)
    {
        foreach (var service in services.States) _failures.WithLabels(service.Name).Show(service.Failures);
        return Task.CompletedTask;
    }
}
