using ZkAgent.Core.Health;
using ZkAgent.Peers;

namespace ZkAgent.Health;

/// <summary>The three verdicts as this agent gives them, to the kubelet and to metrics alike.</summary>
/// <param name="session">The last session check; null where there was none yet.</param>
/// <param name="services">How the agent's supporting services are.</param>
/// <param name="ordered">Where pods are created in order, what readiness takes into account; null where they are not.</param>
internal sealed class ProbeVerdicts(Func<SessionCheck?> session, Func<IReadOnlyList<ProbeCheck>> services, OrderedReadiness? ordered = null)
{
    /// <summary>The check of the port that clients need; null where nothing is known of it.</summary>
    public Func<ProbeCheck?> ClientPort { get; init; } = () => null;

    /// <summary>What readiness asks of the membership; null with a static list.</summary>
    public Func<ProbeCheck?> Membership { get; init; } = () => null;

    /// <param name="health">The health of the last sample.</param>
    /// <param name="answered">When the answer is given.</param>
    public async Task<ProbeVerdict> DecideReadyAsync(HealthSnapshot health, DateTimeOffset answered)
    {
        var strict = Probes.DecideReady(health, answered);
        if (ClientPort() is { } port) strict = strict.And(port);
        if (Membership() is { } membership) strict = strict.And(membership);
        var verdict = ordered is null ? strict : await ordered.DecideAsync(strict, health, answered).ConfigureAwait(false);
        return verdict with { Informational = [.. SessionCheck.Describe(session(), health, answered) is { } check ? [check] : Array.Empty<ProbeCheck>(), .. services()] };
    }

    public async Task<IReadOnlyList<ProbeVerdict>> DecideAllAsync(HealthSnapshot health, DateTimeOffset answered) =>
        [Probes.DecideStartup(health), Probes.DecideLive(health), await DecideReadyAsync(health, answered).ConfigureAwait(false)];
}
