using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;

namespace ZkAgent.Metrics;

/// <summary>Counts what the probes were answered.</summary>
internal sealed class ProbeTally
{
    private readonly Lock _lock = new();
    private readonly ProbeCount[] _counts =
        [new(Probes.Startup, 0, 0, TimeSpan.Zero), new(Probes.Live, 0, 0, TimeSpan.Zero), new(Probes.Ready, 0, 0, TimeSpan.Zero)];

    public IReadOnlyList<ProbeCount> Counts
    {
        get
        {
            lock (_lock) return [.. _counts];
        }
    }

    /// <param name="verdict">What was answered.</param>
    /// <param name="took">How long the answer took.</param>
    public void Count(ProbeVerdict verdict, TimeSpan took)
    {
        lock (_lock)
        {
            ref var count = ref _counts[Array.FindIndex(_counts, c => c.Probe == verdict.Probe)];
            count = verdict.Pass
                ? count with { Passed = count.Passed + 1, Took = count.Took + took }
                : count with { Failed = count.Failed + 1, Took = count.Took + took };
        }
    }
}
