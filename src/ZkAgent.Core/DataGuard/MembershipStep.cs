using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.DataGuard;

/// <summary>Judges the way from the quorums that a volume last served with to those that the settings ask for now.</summary>
/// <remarks>
/// An acknowledged write is on an old quorum. Where a new quorum can miss all of that quorum, the write can be lost. Growing is no such
/// danger under the guard: a newcomer has no vote before it holds what the old members hold.
/// </remarks>
public static class MembershipStep
{
    /// <summary>Every subset of so many voters is tried; with more, a change of groups or weights is refused untried.</summary>
    private const int MostTried = 16;

    /// <summary>True when some old quorum and some new quorum can have no member in common.</summary>
    public static bool CanForget(QuorumRule before, QuorumRule now)
    {
        var gone = before.Voters.Except(now.Voters).Any();
        if (before.CountsHeads && now.CountsHeads) return gone && CanForget(before.Voters, now.Voters);
        if (!gone && before.Groups == now.Groups && before.Voters.Count == now.Voters.Count) return false;
        if (before.Voters.Count > MostTried) return true;
        // Without a loss the first new quorum is one of old members: only they have data.
        IReadOnlyList<ServerId> young = gone ? now.Voters : before.Voters;
        for (var subset = 1; subset < 1 << before.Voters.Count; subset++)
        {
            var tried = subset;
            HashSet<ServerId> old = [.. before.Voters.Where((_, i) => (tried >> i & 1) == 1)];
            if (before.ContainsQuorum(old) && now.ContainsQuorum(young.Where(v => !old.Contains(v)))) return true;
        }
        return false;
    }

    /// <summary>The same by numbers, for two majorities.</summary>
    private static bool CanForget(IReadOnlyList<ServerId> before, IReadOnlyList<ServerId> now)
    {
        var gone = before.Except(now).Count();
        var kept = before.Count - gone;
        // Of an old quorum at most the gone ones are not among the kept; likewise of a new quorum the newcomers.
        var oldAmongKept = Math.Max(0, before.Count / 2 + 1 - gone);
        var newAmongKept = Math.Max(0, now.Count / 2 + 1 - (now.Count - kept));
        return oldAmongKept + newAmongKept <= kept;
    }

    /// <summary>True when the servers that an ensemble last served with are no quorum of our list, and we were none of them: it can't take us in.</summary>
    /// <param name="local">Our place in the list as it is now.</param>
    /// <param name="before">The participants of the ensemble; empty while they are not known.</param>
    public static bool IsTooSmall(LocalMember local, IReadOnlyCollection<ServerId> before) =>
        before.Count > 0 && local.Pattern is null && !local.Topology.Rule.ContainsQuorum(before) && !before.Contains(local.Self.Id);
}
