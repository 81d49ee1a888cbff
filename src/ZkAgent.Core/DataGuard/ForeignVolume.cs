using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.DataGuard;

/// <summary>Tells whether our volume and those of our peers belong to one ensemble. Data of two must never vote together.</summary>
/// <remarks>
/// Every agent answers its peers before it asks them, so of any two members at least one sees the other before either is started twice
/// over; while a server looks for a quorum, the question is asked again.
/// </remarks>
public static class ForeignVolume
{
    /// <summary>The decision for a start; null where no peer's volume belongs to another ensemble than ours.</summary>
    /// <remarks>
    /// ZK_FORCE_VOLUME is in the environment of every pod, those with the right volumes included. So it acts only where the volume is
    /// refused, or where nothing more can show which volumes are the wrong ones.
    /// </remarks>
    public static GuardDecision? Decide(GuardFacts facts) => Judge(facts.LocalMember, facts.Volume.VolumeIdentity, facts.Now) is { } verdict
        ? facts.Overrides.Volume && (verdict.Action == GuardAction.Refuse || IsUndecidable(facts)) ? Take(verdict) : verdict
        : null;

    /// <summary>The decision that takes a refused volume nevertheless.</summary>
    internal static GuardDecision Take(GuardDecision verdict) =>
        new(GuardAction.TakeVolume, $"{verdict.Sentence}: it is taken nevertheless, because {SettingCatalog.ForceVolume.Name} says so") { Override = GuardOverride.Volume };

    /// <summary>null where no peer's volume belongs to another ensemble than ours.</summary>
    public static GuardDecision? Judge(LocalMember local, VolumeIdentity? identity, IReadOnlyList<PeerAnswer> peers)
    {
        if (identity?.Ensemble is not { } ours) return null;
        var others = peers.Where(p => IdOf(p) is { } id && id != ours).ToList();
        if (others.Count == 0) return null;

        if (others.FirstOrDefault(p => Told(p) is { Serving: true }) is { } serving)
            return Refuse(local, ours, $"{serving.Server.ShortName} serves in ensemble {IdOf(serving)!.Abbreviated}");
        var rule = local.Topology.Rule;
        if (others.Where(IsVoter).GroupBy(p => IdOf(p)!).FirstOrDefault(g => rule.ContainsQuorum(g.Select(p => p.Server.Id))) is { } most)
            return Refuse(local, ours, $"those of {most.Names()} belong to ensemble {most.Key.Abbreviated}");

        var said = $"this volume belongs to ensemble {ours.Abbreviated} and {string.Join(" and ", others.Select(p => $"that of {p.Server.ShortName} to {IdOf(p)!.Abbreviated}"))}";
        if (!IsQuorumAlike(local, ours, peers))
            return new(GuardAction.Hold, $"held back: {said}; which of them is wrong shows when {(rule.CountsHeads ? rule.Needed : "a quorum of")} participants with one and the same are there");
        return others.FirstOrDefault(p => Told(p)!.Volume!.Started) is { } running
            ? new(GuardAction.Hold, $"held back: {said}; waiting until {running.Server.ShortName}, which is the wrong one, has stopped its ZooKeeper")
            : null;
    }

    /// <summary>True when no volume's side is a quorum and no participant that is still awaited could make it one.</summary>
    private static bool IsUndecidable(GuardFacts facts) =>
        !IsQuorumAlike(facts.LocalMember, facts.Volume.VolumeIdentity!.Ensemble!, facts.Now) && facts.Awaited.Count == 0;

    private static bool IsQuorumAlike(LocalMember local, EnsembleId ours, IReadOnlyList<PeerAnswer> peers) =>
        local.Topology.Rule.ContainsQuorum(peers.Where(p => IdOf(p) == ours).Select(p => p.Server.Id).Append(local.Self.Id));

    private static GuardDecision Refuse(LocalMember local, EnsembleId ours, string theirs) => new(GuardAction.Refuse,
        $"cannot use this volume: it belongs to ensemble {ours.Abbreviated} and {theirs}; give {local.Self.ShortName} its own volume, an empty one if its own is lost, or set {SettingCatalog.ForceVolume.Name} if this one is to be taken nevertheless");

    private static EnsembleId? IdOf(PeerAnswer peer) => Told(peer)?.Volume?.Ensemble;

    private static MemberReport? Told(PeerAnswer peer) => peer.Report ?? peer.Stranger;

    private static bool IsVoter(PeerAnswer peer) => peer.Server.Role == ServerRole.Participant;
}
