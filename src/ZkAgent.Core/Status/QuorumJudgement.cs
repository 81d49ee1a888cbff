using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Status;

/// <summary>Decides from all members' reports whether the ensemble has a quorum, and says why.</summary>
public static class QuorumJudgement
{
    public static (bool HasQuorum, string Sentence) Decide(
        EnsembleTopology topology, IReadOnlyList<MemberSample> members, MemberSample? leader)
    {
        var voters = topology.Participants.Count;
        var lone = voters == 1 ? members.FirstOrDefault(m => m.Votes && m.Report?.Mode == ServerMode.Standalone) : null;
        if (lone is not null) return (true, $"{lone.Server.ShortName} serves, standalone");

        var rule = topology.Rule;
        List<ServerId> serving = [.. members.Where(member => Serves(member, leader)).Select(member => member.Server.Id)];
        var who = leader is null ? "the leader did not answer" : $"{leader.Server.ShortName} leads{Epoch(leader)}";
        if (rule.ContainsQuorum(serving))
            return (true, $"{rule.Share(serving)} serve, {who}");

        // The leader hears its followers directly; from here some of them may be out of reach.
        if (leader?.Report is { SyncedVotingFollowers: { } followers } report && ServiceChecks.FirstFailure(report) is null
            && followers >= rule.FewestOthers(leader.Server.Id))
            return (true, $"{who} with {followers} followers in sync; only {rule.Share(serving)} answered here");

        return (false, $"no quorum: {rule.Share(serving)} serve, {rule.Needed} {(rule.CountsHeads ? "are" : "is")} needed{Missing(members, leader)}");
    }

    /// <summary>A voter that is part of a quorum by its own report. A standalone server among several members is not part of a quorum.</summary>
    private static bool Serves(MemberSample member, MemberSample? leader) =>
        member is { Votes: true, Report: { Mode: ServerMode.Leader or ServerMode.Follower } report }
        && !Leadership.IsStale(member, leader) && ServiceChecks.FirstFailure(report) is null;

    private static string Epoch(MemberSample leader) => leader.Report?.Zxid is { Value: > 0 } zxid ? $" in epoch {zxid.Epoch}" : "";

    private static string Missing(IReadOnlyList<MemberSample> members, MemberSample? leader)
    {
        var missing = members.Where(member => member.Votes && !Serves(member, leader))
            .Select(member => $"{member.Server.ShortName} ({MemberRow.StateOf(member, leader).Text})");
        return "; missing: " + string.Join(", ", missing);
    }
}
