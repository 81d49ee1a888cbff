using ZkAgent.Core.Health;

namespace ZkAgent.Core.Peers;

/// <summary>Breaks the deadlock of a StatefulSet with ordered pods: the next pod is created only once this one is ready, and this one needs the next for a quorum.</summary>
public static class OrderedStart
{
    /// <summary>True for what a start looks like: ZooKeeper is well, or held back by design, and no other member is there to form a quorum with; or it leads and serves no clients.</summary>
    /// <param name="health">The health as of the last sample.</param>
    /// <param name="answered">When the answer is given: a server that has gone silent is not well.</param>
    public static bool Applies(HealthSnapshot health, DateTimeOffset answered) => health.Seen.Draining is null
        && (health.State == HealthState.HeldBack || health is { State: HealthState.Looking or HealthState.Leading, Seen.Sample: { } sample } && answered - sample.At <= Probes.ReadySampleAge);

    /// <summary>The verdict for readiness where a strict one says no.</summary>
    /// <param name="strict">The strict verdict.</param>
    /// <param name="leads">True where this member leads and serves no clients.</param>
    /// <param name="peers">What the other members told just now.</param>
    /// <param name="missing">The lowest higher ordinal whose name does not resolve, as its pod is called; null when all names resolve.</param>
    public static ProbeVerdict Decide(ProbeVerdict strict, bool leads, IReadOnlyCollection<PeerAnswer> peers, string? missing)
    {
        if (!leads && peers.FirstOrDefault(p => p.Report is { Serving: true }) is { } serving)
            return strict with { Sentence = $"{strict.Sentence}; {serving.Server.ShortName} serves in a quorum that this member is not in" };
        if (missing is null)
            return strict with { Sentence = $"{strict.Sentence}; all pods exist, so nothing is gained by calling this one ready" };
        var sentence = $"ready {(leads ? "although it serves no clients" : "without a quorum")}, because pods are created in order (ZK_POD_MANAGEMENT=OrderedReady): {missing} does not exist yet and comes only when this one is ready";
        return new(strict.Probe, true, sentence, [new ProbeCheck("ordered-start", true, sentence)]);
    }
}
