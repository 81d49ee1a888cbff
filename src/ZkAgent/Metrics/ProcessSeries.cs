using Prometheus;
using ZkAgent.Core.Metrics;

namespace ZkAgent.Metrics;

/// <summary>The four families that a process has a series in.</summary>
internal sealed class ProcessFamilies(MetricsRegistry metrics)
{
    public Counter Cpu { get; } = metrics.Counters(AgentFamilies.ProcessCpu);
    public Gauge Resident { get; } = metrics.Gauges(AgentFamilies.ProcessResident);
    public Gauge Fds { get; } = metrics.Gauges(AgentFamilies.ProcessFds);
    public Gauge Threads { get; } = metrics.Gauges(AgentFamilies.ProcessThreads);
}

/// <summary>The series of one process, which may be followed by another one in its place.</summary>
internal sealed class ProcessSeries(ProcessFamilies families, string name)
{
    private readonly Gauge.Child _resident = families.Resident.WithLabels(name), _fds = families.Fds.WithLabels(name), _threads = families.Threads.WithLabels(name);
    private int? _pid;

    /// <param name="pid">The process; null while there is none.</param>
    /// <param name="figures">What it uses; null where that is not known.</param>
    public void Show(int? pid, ProcessFigures? figures)
    {
        // Another process counts its processor time from 0 again, which a counter can do only as a new series.
        if (pid != _pid) families.Cpu.RemoveLabelled(name);
        _pid = pid;
        families.Cpu.WithLabels(name).Show(figures?.CpuSeconds);
        _resident.Show(figures?.ResidentBytes);
        _fds.Show(figures?.OpenFds);
        _threads.Show(figures?.Threads);
    }
}
