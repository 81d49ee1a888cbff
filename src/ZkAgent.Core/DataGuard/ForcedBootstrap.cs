using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.DataGuard;

/// <summary>What ZK_FORCE_BOOTSTRAP does: lets a quorum form without the data that is missing, and keeps the data that is here.</summary>
/// <remarks>
/// The override is in the environment of every pod. If all blank members voted, they could elect each other and throw away what the one
/// that is left holds. So only as many empty members get a vote as are missing for a quorum, the lowest first: each quorum
/// then needs all of those with data. And because the pods are restarted to be given it, the agent waits for members that do not answer: that may
/// be the one with data, a few seconds late. One that is absent for longer is given up. Should it come back in the seconds between the vote
/// and the first quorum, while a member with data is away, the two can be that quorum: nothing in ZooKeeper ties a vote to a partner.
/// </remarks>
internal static class ForcedBootstrap
{
    /// <returns>The decision; null where no override is needed, because those with data are a quorum once they start.</returns>
    public static GuardDecision? Decide(GuardFacts facts)
    {
        var rule = facts.LocalMember.Topology.Rule;
        var voters = facts.Now.Where(p => p.Server.Role == ServerRole.Participant && p.Report?.Volume is not null).ToList();
        // One with damaged data has a vote, too, once the other override lets it start, and it is set on all members as this one is.
        var withData = voters.Where(p => p.Report!.Volume is { Data: MemberData.Data } or { Data: MemberData.Damaged, Started: true }
            || p.Report.Volume!.Data == MemberData.Damaged && facts.Overrides.Damaged).ToList();
        List<ServerId> kept = [.. withData.Select(p => p.Server.Id)];
        if (rule.ContainsQuorum(kept)) return null;
        if (facts.Awaited is { Count: > 0 } awaited)
            return new(GuardAction.Hold, $"held back: this volume {facts.Volume.Words}; {SettingCatalog.ForceBootstrap.Name} waits {GuardFacts.Timeout.TotalMinutes:0} minutes for {awaited.Names()}, because what a member that does not answer may hold would be thrown away");
        if (withData.Count == 0)
            return Bootstrap(facts, "it creates an ensemble although not all participants were seen to be empty");

        // A blank vote stands alone for a moment: until ZooKeeper runs on each member with data, one that was absent and comes back could be elected by it.
        if (withData.Where(p => !p.Report!.Volume!.Started).ToList() is { Count: > 0 } stopped)
            return new(GuardAction.Hold, $"held back: this volume {facts.Volume.Words}; {SettingCatalog.ForceBootstrap.Name} waits until ZooKeeper runs on {stopped.Names()}, whose data is kept");
        var names = withData.Names();
        // Those that have a vote already, by the same override or because their ZooKeeper runs, count among those that are missing.
        var already = voters.Except(withData).Where(p => p.Report!.Volume is { Data: MemberData.Initialized } or { Started: true }).ToList();
        var blank = voters.Except(withData).Except(already).Where(p => p.Report!.Volume!.Data.HasNothing());
        if (EmptyMemberVotes.Choose(rule, kept, [.. already.Select(p => p.Server.Id)], blank.Select(p => p.Server.Id).Append(facts.LocalMember.Self.Id)) is not { } chosen)
            return new(GuardAction.Hold, $"held back: this volume {facts.Volume.Words}; {WithoutWeights(names)}");
        return chosen.Contains(facts.LocalMember.Self.Id)
            ? Bootstrap(facts, $"it votes with {names} for a quorum with what {names} {(withData.Count == 1 ? "holds" : "hold")}")
            : new(GuardAction.Hold, $"held back: this volume {facts.Volume.Words}; {SettingCatalog.ForceBootstrap.Name} gives a vote to as many members as are missing for a quorum with {names}, and others have it or get it");
    }

    /// <summary>The way out where a blank vote could outweigh what is left.</summary>
    public static string WithoutWeights(string names) =>
        $"{SettingCatalog.ForceBootstrap.Name} can't help, because by group.N and weight.N a quorum could form without {names}; if the missing volumes are gone for good, remove group.N and weight.N from all members and set {SettingCatalog.ForceVolume.Name}, so that a quorum forms with what {names} have";

    private static GuardDecision Bootstrap(GuardFacts facts, string what) =>
        new(GuardAction.Bootstrap, $"this volume {facts.Volume.Words}: {what}, because {SettingCatalog.ForceBootstrap.Name} says so") { Override = GuardOverride.Bootstrap };
}
