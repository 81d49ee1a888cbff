using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Membership;

/// <summary>Decides about a start where no member tells a configuration and this volume holds nothing.</summary>
/// <remarks>
/// Only the lowest ordinal founds an ensemble, alone, and all others join it. So one member decides, and two lists of different lengths can't be
/// founded while the number of replicas changes.
/// </remarks>
internal static class Founding
{
    public static StartPlan Decide(StartFacts facts)
    {
        var volume = facts.Guard.Volume;
        if (facts.Guard.Now.FirstOrDefault(IsOfStaticEnsemble) is { } peer) return BesideStatic(facts, peer);
        var (list, hold) = ListOf(facts);
        if (list is not { } founding) return hold!;
        var decision = VoteDecision.Decide(facts.Guard.Under(founding));
        if (decision.Action != GuardAction.Bootstrap) return StartDecision.Of(decision, new(founding, StartListKind.First));
        if (decision.Override is null && Unnamed(facts) is { } unnamed) return unnamed;
        // The guard gives a vote next to members with data; the list of a new ensemble would not name them.
        if (facts.Guard.Now.Where(a => a.Report?.Volume?.Data is MemberData.Data or MemberData.Damaged).ToList() is { Count: > 0 } holders)
            return StartPlan.Hold($"this volume {volume.Words}; {SettingCatalog.ForceBootstrap.Name} creates no ensemble next to {holders.Names()} with data and without a list of members: {SettingCatalog.ForceVolume.Name} starts a member with the list that its volume last served with");
        var founder = Founder(facts, founding, decision);
        return founder.Id == facts.Self.Id
            ? new(decision with { Sentence = $"{decision.Sentence}, with {facts.Self.ShortName} as its first voter" }, new(new(0, [facts.Self]), StartListKind.First))
            : StartPlan.Hold($"this volume {volume.Words}; {founder.ShortName} creates the new ensemble, and this member joins it");
    }

    /// <summary>The members that a new ensemble is founded for, or why none is.</summary>
    internal static (EnsembleConfiguration? List, StartPlan? Hold) ListOf(StartFacts facts)
    {
        var volume = facts.Guard.Volume;
        if (facts.Wanted is WantedMembers.Gone gone) return (null, StartPlan.Hold($"this volume {volume.Words}, and no ensemble is founded because {gone.Why}"));
        var count = facts.Wanted is WantedMembers.Range range ? Math.Max(range.Count, facts.Replicas) : facts.Replicas;
        if (facts.Wanted is WantedMembers.Unknown unknown && count < 2)
            return (null, StartPlan.Hold($"this volume {volume.Words}; {unknown.Why}; a member that does not know how many there are must not found an ensemble alone: apply the Role, or set {SettingCatalog.Replicas.Name} to the number of members"));
        var first = facts.Wanted is WantedMembers.Range wanted ? wanted.First : facts.Pattern.FirstOrdinal;
        // Where the StatefulSet itself cannot be read, all members that the settings name are asked, and nothing more can be known.
        if (facts.Wanted is WantedMembers.Range && facts.Claims is null)
            return (null, StartPlan.Hold($"this volume {volume.Words}; the claims of members that were scaled away cannot be listed, and they may hold data: apply the Role, which lists persistentvolumeclaims"));
        if (facts.Claims?.Where(c => c < first || c >= first + count).ToList() is { Count: > 0 } claims)
            return (null, StartPlan.Hold($"this volume {volume.Words}, and there are claims of ordinals beyond the {count} members that are wanted ({string.Join(", ", claims.Select(c => facts.Pattern.At(c).ShortName))}), which may hold data: scale so that these members are asked, or delete the claims"));

        var founding = new EnsembleConfiguration(0, [.. Enumerable.Range(first, count).Select(facts.Pattern.At)]);
        if (founding.Find(facts.Self.Id) is null) return (null, StartPlan.Hold($"this volume {volume.Words}, and {facts.Self.ShortName} is not among the {count} members that are wanted; it waits for an ensemble to join"));
        return (founding, null);
    }

    /// <summary>Addresses that may be members with data; null where there are none.</summary>
    internal static StartPlan? Unnamed(StartFacts facts) => facts.SilentAddresses is { Count: > 0 } silent
        ? StartPlan.Hold($"this volume {facts.Guard.Volume.Words}, and {string.Join(", ", silent)} behind {facts.Pattern.Domain} {(silent.Count == 1 ? "does" : "do")} not say which member {(silent.Count == 1 ? "it is" : "they are")}, so it may be one with data; see that the headless service selects the ensemble's pods only")
        : null;

    /// <summary>The lowest member; by the operator's override the lowest of those that are here.</summary>
    private static EnsembleServer Founder(StartFacts facts, EnsembleConfiguration founding, GuardDecision decision) => decision.Override is null
        ? founding.Topology.Participants[0]
        : founding.Topology.Participants.First(p => p.Id == facts.Self.Id || facts.Guard.Now.Any(a => a.Server.Id == p.Id && a.Report?.Volume is not null));

    /// <summary>True for a member with data or a quorum that knows no configuration: its agent is static, or there is none.</summary>
    private static bool IsOfStaticEnsemble(PeerAnswer peer) =>
        peer.Report is { Membership: null } report && (report.Serving || report.Volume?.Data is MemberData.Data);

    /// <summary>A volume that is lost while the ensemble changes from static to dynamic membership.</summary>
    private static StartPlan BesideStatic(StartFacts facts, PeerAnswer peer)
    {
        var before = facts.Guard.Now.Select(a => a.Report?.Volume?.Members ?? []).MaxBy(m => m.Count) ?? [];
        var list = new EnsembleConfiguration(0, before.Count == 0
            ? [.. Enumerable.Range(facts.Pattern.FirstOrdinal, facts.Replicas).Select(facts.Pattern.At)]
            : [.. before.Select(id => facts.Pattern.At(facts.Pattern.OrdinalOf(id)) with { Role = ServerRole.Participant }).OrderBy(s => s.Id.Value)]);
        if (list.Find(facts.Self.Id) is null)
            return StartPlan.Hold($"this volume {facts.Guard.Volume.Words}, and {peer.Server.ShortName} still runs with static membership, without this member; it joins once all members run with {SettingCatalog.Membership.Name}=dynamic; if the rolling restart waits for this member, scale back to {list.Servers.Count} until it is over");
        return StartDecision.Of(VoteDecision.Decide(facts.Guard.Under(list)), new(list, StartListKind.First));
    }
}
