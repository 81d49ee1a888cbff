using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.DataGuard;

/// <summary>Says what a member without data waits for, and what the operator can do.</summary>
internal static class HeldBackReason
{
    public static string Of(GuardFacts facts)
    {
        if (facts.Volume.Data == MemberData.Misplaced)
            return $"set the directories right, or move what is not this member's out of the way, or set {SettingCatalog.ForceBootstrap.Name} to create a new ensemble without it";
        var topology = facts.LocalMember.Topology;
        var others = facts.Now.Where(p => p.Server.Role == ServerRole.Participant).ToList();
        var withData = facts.Now.Where(p => p.Report?.Volume?.Data is MemberData.Data).ToList();
        if (withData.Count > 0) return Grown(facts, withData) ?? WaitsForMembersWithData(facts, others, withData);

        var silent = facts.Silent;
        if (silent.FirstOrDefault(p => p.IsBlocked) is { } blocked)
            return $"waiting for {silent.Names()}: a first start needs all {topology.Participants.Count}, because a member that cannot be asked may have data; {blocked.Server.ShortName} {blocked.Failure}";
        if (silent.Count > 0)
            return $"waiting for {silent.Names()}: a first start needs all {topology.Participants.Count}, because a member that {Why(silent[0])} may have data";
        if (facts.Volume.Data == MemberData.Lost || facts.Now.Any(p => p.Report?.Volume is { } v && !v.Data.IsBlank()))
            return $"no member has the data that there was{InParentheses(Missing(facts.Now.Where(p => p.Report?.Volume is { } v && !v.Data.IsBlank())))}: mount the volumes that hold it, or set {SettingCatalog.ForceBootstrap.Name} to create a new ensemble without it";
        return $"all {topology.Participants.Count} seem to be empty; they are asked once more";
    }

    private static string WaitsForMembersWithData(GuardFacts facts, List<PeerAnswer> others, List<PeerAnswer> withData)
    {
        var rule = facts.LocalMember.Topology.Rule;
        List<ServerId> held = [.. withData.Where(h => h.Server.Role == ServerRole.Participant).Select(h => h.Server.Id)];
        var isQuorum = rule.ContainsQuorum(held);
        var isOrAre = held.Count == 1 ? "is" : "are";
        var missing = others.Where(p => p.Report?.Volume?.Data is not MemberData.Data).ToList();
        return $"{withData.Names()} {(withData.Count == 1 ? "has" : "have")} data, so a member without may not vote; waiting for a quorum of {(rule.CountsHeads ? $"{rule.Needed} members with data, {held.Count} of them {isOrAre} here" : $"members with data, {rule.Needed}; {rule.Share(held)} {isOrAre} here")}"
            + (missing.Count > 0 && !isQuorum ? $" ({Missing(missing)})" : "")
            + (isQuorum ? "" : WayOut(facts, held, others, withData.Names(), missing.Count > 0));
    }

    /// <summary>What the operator can do where the missing volumes are gone for good.</summary>
    private static string WayOut(GuardFacts facts, List<ServerId> held, List<PeerAnswer> others, string names, bool anyMissing)
    {
        var blank = others.Select(p => p.Server.Id).Append(facts.LocalMember.Self.Id).Except(held);
        if (facts.LocalMember.Self.Role == ServerRole.Participant && EmptyMemberVotes.Choose(facts.LocalMember.Topology.Rule, held, [], blank) is null) return $"; {ForcedBootstrap.WithoutWeights(names)}";
        return anyMissing ? $"; only if their volumes are gone for good, {SettingCatalog.ForceBootstrap.Name} lets a quorum form with what is here" : "";
    }

    /// <summary>An ensemble that was smaller can't reach the quorum of the longer list by itself.</summary>
    private static string? Grown(GuardFacts facts, List<PeerAnswer> withData)
    {
        var participants = facts.LocalMember.Topology.Participants;
        var before = withData.Select(h => h.Report!.Volume!.Members).Where(m => m.Count > 0).MaxBy(m => m.Count);
        if (before is null || !MembershipStep.IsTooSmall(facts.LocalMember, before)) return null;
        return $"the ensemble of {withData.Names()} had {(before.Count == 1 ? "one server" : $"{before.Count} servers")} and the list has {participants.Count}: newcomers without data can't create it, and its own {(before.Count == 1 ? "one is" : $"{before.Count} are")} no quorum of {participants.Count}; "
            + $"set {SettingCatalog.Replicas.Name} and spec.replicas back to {before.Count}, nothing is lost";
    }

    private static string InParentheses(string text) => text.Length > 0 ? $" ({text})" : "";

    private static string Missing(IEnumerable<PeerAnswer> peers) => string.Join(", ", peers.Select(p => $"{p.Server.ShortName} {Why(p)}"));

    private static string Why(PeerAnswer peer) => peer.Report switch
    {
        null => peer.Failure,
        // Its ZooKeeper answered, and its agent did not.
        { Volume: null } => peer.Failure.Length > 0 ? peer.Failure : "has no agent that tells",
        { Volume.Data: MemberData.Data } => "has data",
        { Volume.Data: MemberData.Misplaced } => "has data near its data directory",
        { Volume.Data: var data } => $"is {data.Word()}",
    };
}
