using ZkAgent.Core.Tests.DataGuard.Model;

namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>Elections among members with a database that look for a leader.</summary>
internal static class Elections
{
    public static void Add(List<Move> moves, World world, Bounds bounds)
    {
        var looking = 0;
        for (var i = 0; i < world.Count; i++)
        {
            if (world.Members[i] is { Looks: true, Votes: true }) looking |= 1 << i;
        }
        for (var among = looking; among > 0; among = among - 1 & looking)
        {
            for (var leader = 0; leader < world.Count; leader++)
            {
                if ((among >> leader & 1) == 1 && Elect(world, bounds, among, leader) is { } next) moves.Add(new($"zk-{leader} is elected by {ModelList.Members(among)}", next));
            }
        }
    }

    /// <returns>Null where those do not elect that leader.</returns>
    private static World? Elect(World world, Bounds bounds, int among, int leader)
    {
        // A vote comes with the voter's list, and the newer one rules.
        var l = world.Members[leader];
        for (var i = 0; i < world.Count; i++)
        {
            if ((among >> i & 1) == 1) l = l.Activates(world.Members[i].Run);
        }
        // Votes of others do not count, so each set of voters is tried once.
        if (!l.Run.Names(leader) || (among & ~(l.Run.Voters | l.Pending.Voters)) != 0 || !World.IsQuorum(l, among) || !IsFirst(world, among, leader)) return null;

        var next = world.Copy();
        for (var i = 0; i < world.Count; i++)
        {
            if ((among >> i & 1) == 0) continue;
            var voter = next.Members[i].Activates(l.Run);
            // A member votes only for a voter of a list that it has.
            if (i != leader && !voter.Run.Names(leader) && !voter.Pending.Names(leader)) return null;
            next.Members[i] = voter.As(Doing.Following) with { Leader = (byte)leader };
        }
        var epoch = next.Members.Max(m => m.Epoch) + 1;
        if ((next.Acknowledged & ~l.Log) != 0) next.Broken = $"zk-{leader} leads without an acknowledged write";
        next.Members[leader] = l.As(Doing.Leading) with { Epoch = (byte)epoch };
        Commits.Establish(next, leader);
        Commits.Acknowledge(next, leader);
        for (var i = 0; i < next.Count && !bounds.StepByStep; i++)
        {
            if (next.Members[i] is { Doing: Doing.Following, Level: false } m && m.Leader == leader) next = QuorumMoves.Synchronise(next, i, bounds);
        }
        next.RankEpochs();
        return next;
    }

    /// <summary>No member has a later epoch, or more of the same one: a leader refuses such a follower, even one that has no vote. Between equals any may win.</summary>
    private static bool IsFirst(World world, int among, int leader)
    {
        for (var i = 0; i < world.Count; i++)
        {
            if ((among >> i & 1) == 1 && Place(world.Members[i]) > Place(world.Members[leader])) return false;
        }
        return true;
    }

    private static int Place(in ModelMember m) => m.Epoch << 8 | m.Log;
}
