using Prometheus;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Metrics;
using ZkAgent.Metrics;

namespace ZkAgent.Membership;

/// <summary>Counts how attempts to change the configuration ended. One that found nothing to change is none.</summary>
internal sealed class CountedReconfiguration : IReconfiguration
{
    private readonly IReconfiguration _inner;
    private readonly Counter.Child _done, _again, _refused;

    public CountedReconfiguration(IReconfiguration inner, MetricsRegistry metrics)
    {
        _inner = inner;
        var counters = metrics.Counters(AgentFamilies.MembershipReconfigurations);
        (_done, _again, _refused) = (counters.WithLabels("done"), counters.WithLabels("again"), counters.WithLabels("refused"));
        foreach (var counter in (ReadOnlySpan<Counter.Child>)[_done, _again, _refused]) counter.Publish();
    }

    public async Task<ReconfigurationResult> RunAsync(Func<EnsembleConfiguration, IReadOnlyList<EnsembleServer>?> target, CancellationToken cancellation)
    {
        var result = await _inner.RunAsync(target, cancellation).ConfigureAwait(false);
        (result switch
        {
            ReconfigurationResult.Done => _done,
            ReconfigurationResult.TryAgain => _again,
            ReconfigurationResult.Refused => _refused,
            _ => null,
        })?.Inc();
        return result;
    }
}
