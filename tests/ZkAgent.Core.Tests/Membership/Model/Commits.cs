using ZkAgent.Core.Tests.DataGuard.Model;

namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>What a quorum makes true: a leader serves, a transaction is acknowledged, a list is in force.</summary>
internal static class Commits
{
    /// <summary>A leader that a quorum has followed to its level serves. A list that it had seen is committed; one of version 0 gets the epoch's version.</summary>
    public static void Establish(World next, int leader)
    {
        var l = next.Members[leader];
        if (l.Level || !World.IsQuorum(l, next.Followers(leader, level: true))) return;
        var first = l.Run.Version == 0 && !l.Pending.Exists;
        l = l.Activates(l.Pending.Exists ? l.Pending : first ? new((byte)(l.Epoch << 4), l.Run.Voters) : l.Run) with { Level = true };
        next.Members[leader] = l;
        if (next.InForce.Exists && !next.Forced && l.Run.Voters != next.InForce.Voters && (l.Run.Version < next.InForce.Version || first))
            next.Broken ??= $"zk-{leader} serves by {l.Run}, and {next.InForce} was in force";
        next.InForce = l.Run;
    }

    /// <summary>What a quorum has logged is told to clients, in order; a change of the membership is in force from then on.</summary>
    public static void Acknowledge(World next, int leader)
    {
        for (var k = 0; k < next.Written; k++)
        {
            var l = next.Members[leader];
            if (l is not { Doing: Doing.Leading, Level: true } || !l.Run.Names(leader)) return;
            if ((l.Log >> k & 1) == 0) continue;
            var logged = 1 << leader;
            for (var i = 0; i < next.Count; i++)
            {
                if (next.Members[i] is { Doing: Doing.Following, Level: true } m && m.Leader == leader && (m.Log >> k & 1) == 1) logged |= 1 << i;
            }
            var needsBoth = l.Pending.Exists && k >= Array.IndexOf(next.Changes, l.Pending);
            if (!(needsBoth ? World.IsQuorum(l, logged) : l.Run.IsQuorum(logged))) return;
            next.Acknowledged |= 1 << k;
            if (l.Pending.Exists && next.Changes[k] == l.Pending) next.InForce = (next.Members[leader] = l.Activates(l.Pending)).Run;
        }
    }
}
