using Prometheus;
using ZkAgent.Core.Metrics;
using ZkAgent.Metrics;

namespace ZkAgent.Hosting;

/// <summary>How often each supporting service failed, from 0 on.</summary>
internal sealed class ServiceMetrics(MetricsRegistry metrics, SupportingServices services) : IMetricsSource
{
    private readonly Counter _failures = metrics.Counters(AgentFamilies.ServiceFailures);

    public Task CollectAsync(Scrape scrape)
    {
        foreach (var service in services.States) _failures.WithLabels(service.Name).Show(service.Failures);
        return Task.CompletedTask;
    }
}
