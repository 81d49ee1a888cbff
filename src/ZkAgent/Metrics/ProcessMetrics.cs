using Prometheus;
using ZkAgent.Core.Metrics;

namespace ZkAgent.Metrics;

/// <summary>What the agent's process and ZooKeeper's use: side by side, and the agent's again under the names that every exporter gives its own process.</summary>
internal sealed class ProcessMetrics : IMetricsSource
{
    private readonly ProcessSeries _agent, _zooKeeper;
    private readonly Counter.Child _ownCpu;
    private readonly Gauge.Child _ownResident, _ownFds, _ownThreads;

    public ProcessMetrics(MetricsRegistry metrics, TimeProvider time)
    {
        var families = new ProcessFamilies(metrics);
        (_agent, _zooKeeper) = (new(families, "agent"), new(families, "zookeeper"));
        _ownCpu = metrics.Counter(AgentFamilies.OwnCpu);
        _ownResident = metrics.Gauge(AgentFamilies.OwnResident);
        _ownFds = metrics.Gauge(AgentFamilies.OwnFds);
        _ownThreads = metrics.Gauge(AgentFamilies.OwnThreads);
        metrics.Gauge(AgentFamilies.OwnStart).Set(time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0);
    }

    public Task CollectAsync(Scrape scrape)
    {
        var own = ProcessUsage.Of(Environment.ProcessId);
        _agent.Show(Environment.ProcessId, own);
        _ownCpu.Show(own?.CpuSeconds);
        _ownResident.Show(own?.ResidentBytes);
        _ownFds.Show(own?.OpenFds);
        _ownThreads.Show(own?.Threads);

        var pid = scrape.Health.Seen.Process.Pid;
        _zooKeeper.Show(pid, pid is { } running ? ProcessUsage.Of(running) : null);
        return Task.CompletedTask;
    }
}
