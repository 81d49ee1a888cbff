using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.DataGuard;

/// <summary>Decides whether and how this member's ZooKeeper may be started, so that every quorum that can form holds every acknowledged write.</summary>
public static class VoteDecision
{
    public static GuardDecision Decide(GuardFacts facts)
    {
        var (local, volume) = (facts.LocalMember, facts.Volume);
        if (ForeignVolume.Decide(facts) is { } foreign) return foreign;
        if (volume.Data is MemberData.Data && local.Pattern is null && Shrunk(local, volume) is { } shrunk) return facts.Overrides.Volume ? ForeignVolume.Take(shrunk) : shrunk;
        if (MemberLeftAlone(local, volume) is { } alone) return alone;
        if (WithoutIdentity.Decide(facts) is { } unidentified) return unidentified;
        if (volume.Data is MemberData.Data or MemberData.Initialized)
            return new(GuardAction.Start, $"this volume {volume.Words}: ZooKeeper starts with its vote");
        var serving = facts.Now.Where(p => p.Report is { Serving: true }).ToList();
        var quorum = serving.Find(p => !MembershipStep.IsTooSmall(local, p.Report!.Volume?.Members ?? []));
        if (volume.Data == MemberData.Damaged) return Damaged(facts, quorum);
        // An ensemble that serves and can't take us in: what it holds must not be outvoted by an override either.
        return quorum is null && serving.Count > 0 ? HeldBack(facts) : Blank(facts, quorum);
    }

    /// <summary>Another image wrote the data, so no identity file says how many members there were: the settings have to say it.</summary>
    private static GuardDecision? MemberLeftAlone(LocalMember local, LocalVolume volume) =>
        local.AloneByDefault && volume is { Data: MemberData.Data, IsOfEnsemble: true, VolumeIdentity: not { Served: true } }
            ? new(GuardAction.Refuse, $"cannot use this volume as that of an only server: it {volume.Words} as a member of an ensemble, and no setting says how many servers there are; "
                + $"list them in {SettingCatalog.Servers.Name} or ZOO_SERVERS, or set {SettingCatalog.Replicas.Name}=1 if this server is to run without the others")
            : null;

    private static GuardDecision? Shrunk(LocalMember local, LocalVolume volume)
    {
        var before = volume.VolumeIdentity?.Members ?? [];
        var now = local.Topology.Participants;
        // An identity file of an earlier version does not say how quorums were computed: then only the lists are compared.
        var (old, young) = volume.VolumeIdentity?.Rule is { } rule ? (rule, local.Topology.Rule) : (QuorumRule.Majority(before), QuorumRule.Majority([.. now.Select(p => p.Id)]));
        if (before.Count == 0 || !MembershipStep.CanForget(old, young)) return null;
        if (!old.CountsHeads || !young.CountsHeads)
            return new(GuardAction.Refuse, $"cannot use this volume: when it last served a quorum was {old.Needed}, by group.N and weight.N a quorum is {young.Needed} now, and the new one may miss what the old one acknowledged; "
                + $"set group.N and weight.N back and change them in steps, so that each new quorum has a member of each old one, or set {SettingCatalog.ForceVolume.Name} if the members with data are known to hold everything");
        return new(GuardAction.Refuse,
            $"cannot use this volume with {Count(now.Count)}: it last served with {before.Count} (myids {string.Join(", ", before)}), and a quorum of the new list may miss what a quorum of the old one acknowledged; "
            + $"set {SettingCatalog.Replicas.Name} and spec.replicas back and go down one server at a time, or set {SettingCatalog.ForceVolume.Name} if this member is known to hold everything");
    }

    private static GuardDecision Damaged(GuardFacts facts, PeerAnswer? quorum)
    {
        var said = $"this volume {facts.Volume.Words}";
        if (facts.Overrides.Damaged && (quorum is null ? !CanOthersVote(facts) : facts.Volume.RecentQuarantine is not null))
            return new(GuardAction.Start, $"{said}: ZooKeeper starts with it nevertheless, because {SettingCatalog.ForceDamaged.Name} says so") { Override = GuardOverride.Damaged };
        if (facts.Volume.RecentQuarantine is { } recent)
            return new(GuardAction.Refuse, $"cannot use this volume: it {facts.Volume.Words}; damaged data was moved aside from it within the hour already ({recent.Name}), so its disk may be failing: look at it, then rename {recent.Name} to have the data moved aside and fetched once more");
        if (quorum is not null)
            return new(GuardAction.Quarantine, $"{said} and {quorum.Server.ShortName} serves in a quorum that holds everything: it is moved out of the way and fetched again");
        if (facts.Volume.IsMisplaced)
            return new(GuardAction.Hold, $"held back: {said}; set the directories right, or set {SettingCatalog.ForceDamaged.Name} to start with what there is");
        return facts.Now.Count == 0
            ? new(GuardAction.Refuse, $"cannot start with damaged data: this volume {facts.Volume.Words}; restore it from a backup, or set {SettingCatalog.ForceDamaged.Name} to start with what there is")
            : new(GuardAction.Hold, $"held back: {said}; it is repaired as soon as the other members have a quorum. If they never will, restore it, or set {SettingCatalog.ForceDamaged.Name} to start with what there is");
    }

    /// <summary>True when the others will be a quorum without us: then the damaged volume is repaired, and no override is needed.</summary>
    private static bool CanOthersVote(GuardFacts facts) => facts.LocalMember.Topology.Rule.ContainsQuorum(
        facts.Now.Where(p => p.Report?.Volume?.Data is MemberData.Data or MemberData.Initialized).Select(p => p.Server.Id));

    private static GuardDecision Blank(GuardFacts facts, PeerAnswer? quorum)
    {
        var (local, volume) = (facts.LocalMember, facts.Volume);
        if (quorum is not null)
            return new(GuardAction.Join, $"this volume {volume.Words} and {quorum.Server.ShortName} serves in a quorum: ZooKeeper starts without a vote and joins it");
        if (local.Self.Role == ServerRole.Observer)
            return new(GuardAction.Hold, $"held back: this volume {volume.Words}, and an observer starts once the participants have a quorum");
        if (facts.Restore is null && facts.Now.FirstOrDefault(p => p.Report?.Restore is not null) is { } restoring)
            return new(GuardAction.Hold, $"held back: this volume {volume.Words}, and {restoring.Server.ShortName} waits for restore {restoring.Report!.Restore!.Id.Abbreviated}; set {SettingCatalog.Restore.Name} on all members or on none");
        if (facts.Overrides.Bootstrap && ForcedBootstrap.Decide(facts) is { } forced) return forced;
        if (volume.Data == MemberData.Empty && Bootstrap.Proven(facts))
            return new(GuardAction.Bootstrap, local.Topology.Participants.Count == 1
                ? $"this volume {volume.Words} and there is no other participant: a new ensemble is created"
                : $"the volumes of all {local.Topology.Participants.Count} participants are empty: a new ensemble is created");
        if (volume.Data == MemberData.Lost && facts.Now.Count == 0)
            return new(GuardAction.Refuse, $"cannot start: this volume {volume.Words}; mount the one that holds the data, or set {SettingCatalog.ForceBootstrap.Name} to create a new ensemble without it");
        return HeldBack(facts);
    }

    private static GuardDecision HeldBack(GuardFacts facts) => new(GuardAction.Hold, $"held back: this volume {facts.Volume.Words}; {HeldBackReason.Of(facts)}");

    private static string Count(int servers) => servers == 1 ? "one participant" : $"{servers} participants";
}
