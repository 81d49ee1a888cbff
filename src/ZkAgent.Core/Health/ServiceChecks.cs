using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Health;

/// <summary>Whether a server's own report says that clients can read and write through it: mode, quorum, zxid.</summary>
public static class ServiceChecks
{
    public static ProbeCheck Mode(ServerReport report) => report.Mode switch
    {
        ServerMode.ReadOnly => ProbeCheck.Failed("mode", "ZooKeeper sees no quorum and serves read-only clients alone"),
        ServerMode.Unknown => ProbeCheck.Failed("mode", "ZooKeeper answers, but names no mode"),
        _ => ProbeCheck.Passed("mode", $"ZooKeeper is {report.Mode.Word()}"),
    };

    /// <summary>A leader has enough synced voters behind it; a learner is in the broadcast phase. What is not told is not held against it.</summary>
    public static ProbeCheck Quorum(ServerReport report)
    {
        if (report.PeerState is { } state && !state.Contains(MntrKeys.Broadcast, StringComparison.Ordinal))
            return ProbeCheck.Failed("quorum", $"ZooKeeper is {report.Mode.Word()} but not yet in step with its quorum: its peer state is {state}");
        if (report.Mode != ServerMode.Leader)
            return ProbeCheck.Passed("quorum", report.Mode == ServerMode.Standalone ? "alone by design" : report.PeerState ?? "by its mode; mntr tells no peer state");
        if (!report.ServesClients) return ProbeCheck.Passed("quorum", $"{report.Learners} members are connected to it");
        // A leader without a quorum steps down by itself after syncLimit ticks, so the mode alone is good evidence where there is no better.
        if (report.SyncedVotingFollowers is not { } followers || report.QuorumSize is not { } voters)
            return ProbeCheck.Passed("quorum", "by its mode; mntr tells no number of synced followers");
        var needed = report.FollowersNeeded ?? voters / 2; // In addition to the leader, which is one of the voters itself.
        return followers >= needed
            ? ProbeCheck.Passed("quorum", $"{followers} synced voting followers, {needed} needed")
            : ProbeCheck.Failed("quorum", $"ZooKeeper leads with {followers} synced voting followers, short of the {needed} that a quorum of {voters} voters needs{(report.FollowersNeeded is null ? "" : " by their weights")}");
    }

    public static ProbeCheck Zxid(ServerReport report) => report.Zxid switch
    {
        { } zxid when zxid == Ensemble.Zxid.Unset => ProbeCheck.Failed("zxid", $"ZooKeeper is {report.Mode.Word()} but has no transaction id yet (zxid {zxid})"),
        { } zxid => ProbeCheck.Passed("zxid", zxid.ToString()),
        null => ProbeCheck.Passed("zxid", "not told"),
    };

    /// <summary>The first of the three that fails; null where the server serves.</summary>
    public static ProbeCheck? FirstFailure(ServerReport report)
    {
        foreach (var check in (ReadOnlySpan<ProbeCheck>)[Mode(report), Quorum(report), Zxid(report)])
            if (!check.Pass) return check;
        return null;
    }
}
