using ZkAgent.Core.Health;

namespace ZkAgent.Health;

/// <summary>The three verdicts as this agent gives them, to the kubelet and to metrics alike.</summary>
/// <param name="session">The last session check; null where there was none yet.</param>
/// <param name="ordered">Where pods are created in order, what readiness takes into account; null where they are not.</param>
internal sealed class ProbeVerdicts(Func<SessionCheck?> session, OrderedReadiness? ordered = null)
{
    /// <param name="health">The health as of the last look.</param>
    /// <param name="asked">When the question came.</param>
    public async Task<ProbeVerdict> DecideReadyAsync(HealthReading health, DateTimeOffset asked)
    {
        var strict = Probes.DecideReady(health, asked);
        var verdict = ordered is null ? strict : await ordered.DecideAsync(strict, health).ConfigureAwait(false);
        return SessionCheck.Describe(session(), health, asked) is { } check ? verdict with { Informational = [check] } : verdict;
    }

    public async Task<IReadOnlyList<ProbeVerdict>> DecideAllAsync(HealthReading health, DateTimeOffset asked) =>
        [Probes.DecideStartup(health), Probes.DecideLive(health), await DecideReadyAsync(health, asked).ConfigureAwait(false)];
}
