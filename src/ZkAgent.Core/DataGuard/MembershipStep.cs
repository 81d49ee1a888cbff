using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.DataGuard;

/// <summary>Judges the way from the participants that a volume last served with to those that the settings list now.</summary>
/// <remarks>
/// An acknowledged write is on a quorum of the old list. Where a quorum of the new list can miss all of that quorum, the write can be lost.
/// Growing is no such danger under the guard: a newcomer has no vote before it holds what the old members hold.
/// </remarks>
public static class MembershipStep
{
    /// <summary>True when some quorum of what is left of the old list misses some quorum of the old list.</summary>
    public static bool CanForget(IReadOnlyCollection<ServerId> before, IReadOnlyCollection<ServerId> now)
    {
        var gone = before.Except(now).Count();
        var kept = before.Count - gone;
        // Of an old quorum at most the gone ones are not among the kept; likewise of a new quorum the newcomers.
        var oldAmongKept = Math.Max(0, before.Count / 2 + 1 - gone);
        var newAmongKept = Math.Max(0, now.Count / 2 + 1 - (now.Count - kept));
        return gone > 0 && oldAmongKept + newAmongKept <= kept;
    }

    /// <summary>True when the servers that an ensemble last served with are no quorum of our list, and we were none of them: it can't take us in.</summary>
    /// <param name="seat">Our place in the list as it is now.</param>
    /// <param name="before">The participants of the ensemble; empty while they are not known.</param>
    public static bool IsTooSmall(Seat seat, IReadOnlyCollection<ServerId> before) =>
        before.Count > 0 && before.Count < seat.Topology.QuorumSize && !before.Contains(seat.Self.Id);
}
