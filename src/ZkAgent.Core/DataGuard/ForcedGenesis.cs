using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.DataGuard;

/// <summary>What ZK_FORCE_GENESIS does: lets a quorum form without the data that is missing, and keeps the data that is here.</summary>
/// <remarks>
/// The override is in the environment of every pod. If all blank members voted, they could elect each other and throw away what the one
/// that is left holds. So beside members with data only as many get a vote as are missing for a quorum, the lowest first: each quorum
/// then needs all of those with data. And because the pods are restarted to be given it, whoever does not answer is waited for: that may
/// be the one with data, a few seconds late.
/// </remarks>
internal static class ForcedGenesis
{
    /// <returns>The decision; null where no override is needed, because those with data are a quorum once they start.</returns>
    public static GuardDecision? Decide(GuardFacts facts)
    {
        var topology = facts.Seat.Topology;
        var voters = facts.Now.Where(p => p.Server.Role == ServerRole.Participant && p.Report?.Volume is not null).ToList();
        var holders = voters.Where(p => p.Report!.Volume!.Data == MemberData.Data).ToList();
        if (topology.QuorumSize <= holders.Count) return null;
        if (facts.Awaited is { Count: > 0 } awaited)
            return new(GuardAction.Hold, $"held back: this volume {facts.Volume.Words}; {SettingCatalog.ForceGenesis.Name} waits {GuardFacts.Patience.TotalMinutes:0} minutes for {awaited.Names()}, because what a member that does not answer may hold would be thrown away");
        if (holders.Count == 0)
            return Found(facts, "it founds an ensemble although not all participants were seen to be empty");

        var names = holders.Names();
        var missing = topology.QuorumSize - holders.Count;
        // Whoever was granted its vote before us, by the same override, counts among those that are missing.
        var before = voters.Count(p => p.Report!.Volume!.Data == MemberData.Granted
            || p.Report.Volume.Data.HasNothing() && p.Server.Id.Value < facts.Seat.Self.Id.Value);
        return before < missing
            ? Found(facts, $"it votes beside {names} for a quorum with what {names} {(holders.Count == 1 ? "holds" : "hold")}")
            : new(GuardAction.Hold, $"held back: this volume {facts.Volume.Words}; {SettingCatalog.ForceGenesis.Name} gives as many a vote as are missing beside {names}, and others have it or get it");
    }

    private static GuardDecision Found(GuardFacts facts, string what) =>
        new(GuardAction.Found, $"this volume {facts.Volume.Words}: {what}, because {SettingCatalog.ForceGenesis.Name} says so") { Override = GuardOverride.Genesis };
}
