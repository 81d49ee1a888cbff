using Prometheus;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Metrics;

namespace ZkAgent.Health;

/// <summary>What the probes were answered, and how long that took.</summary>
internal sealed class ProbeMetrics
{
    private readonly Counter _answers;
    private readonly Histogram _duration;

    public ProbeMetrics(MetricsRegistry metrics)
    {
        _answers = metrics.Counters(AgentFamilies.ProbeAnswers);
        _duration = metrics.Histograms(AgentFamilies.ProbeDuration);
        // From 0, or a rate would miss the first answer.
        foreach (var probe in Probes.All)
        {
            foreach (var passed in (ReadOnlySpan<bool>)[true, false]) Answers(probe, passed).Publish();
            _duration.WithLabels(probe).Publish();
        }
    }

    /// <param name="verdict">What was answered.</param>
    /// <param name="took">How long the answer took.</param>
    public void Answered(ProbeVerdict verdict, TimeSpan took)
    {
        Answers(verdict.Probe, verdict.Pass).Inc();
        _duration.WithLabels(verdict.Probe).Observe(took.TotalSeconds);
    }

    private Counter.Child Answers(string probe, bool passed) => _answers.WithLabels(probe, passed ? "true" : "false");
}
