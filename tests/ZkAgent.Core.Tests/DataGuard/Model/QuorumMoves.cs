namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>What ZooKeeper does: elects among members with a database, brings followers level, writes; and the agent's identity file once it serves.</summary>
internal static class QuorumMoves
{
    public static void Add(List<Move> moves, World world, Bounds bounds)
    {
        AddElections(moves, world, bounds);
        for (var i = 0; i < world.Count; i++)
        {
            var m = world.Members[i];
            if (m.Doing == Doing.Following && !m.Level) moves.Add(new(new("is brought level by", i, m.Leader), BringLevel(world, i)));
            if (m.Doing == Doing.Following && m.Level && m.Writes != world.Members[m.Leader].Writes) moves.Add(new(new("logs what it got from", i, m.Leader), BringLevel(world, i)));
            if (m.Doing == Doing.Leading && m.Level && world.Written < bounds.Writes) moves.Add(new(new("logs a write", i), Write(world, i)));
            if (m.Mark != Mark.Served && world.Serves(i)) moves.Add(new(new("writes its identity", i), VolumeIdentity(world, i)));
            for (var l = 0; l < world.Count && m.LooksForLeader; l++)
            {
                if (CanFollow(world, l)) moves.Add(new(new("joins", i, l), Join(world, i, l)));
            }
        }
    }

    /// <summary>A looking member follows a leader that a majority says it has.</summary>
    public static bool CanFollow(World world, int leader) =>
        world.Members[leader].Doing == Doing.Leading && world.HasQuorum(leader, level: false);

    /// <summary>Elects, among members that look for a leader and have a vote.</summary>
    public static World Elect(World world, Bounds bounds, int among, int leader)
    {
        var next = world.Copy();
        var epoch = next.Members.Max(m => m.Epoch) + 1;
        // Nothing ties the vote that an override gave to the members that were there: one that it gave up can come back for it.
        if (MetAGivenUpMember(next, among)) next.Acknowledged &= next.Members[leader].Writes;
        next.Lost = (next.Acknowledged & ~next.Members[leader].Writes) != 0;
        next.Members[leader] = next.Members[leader].As(Doing.Leading) with { Epoch = epoch, Level = next.IsQuorum(1 << leader) };
        for (var i = 0; i < next.Count; i++)
        {
            if (i != leader && (among >> i & 1) == 1) next.Members[i] = next.Members[i].As(Doing.Following) with { Leader = leader };
        }
        for (var i = 0; i < next.Count && bounds.WholeElections; i++)
        {
            if (next.Members[i] is { Doing: Doing.Following, Level: false }) next = BringLevel(next, i);
        }
        next.RankEpochs();
        return next;
    }

    private static bool MetAGivenUpMember(World world, int among)
    {
        for (var i = 0; i < world.Count; i++)
        {
            if ((among >> i & 1) == 1 && (world.Members[i].GivenUp & among) != 0) return true;
        }
        return false;
    }

    /// <summary>A looking member, with a vote or without, is taken in and brought level.</summary>
    public static World Join(World world, int i, int leader)
    {
        var next = world.Copy();
        next.Members[i] = next.Members[i].As(Doing.Following) with { Leader = leader };
        return BringLevel(next, i);
    }

    /// <summary>A follower gets what its leader has. Once the leader serves, its zxid is above 0, and so is that of what it sends.</summary>
    public static World BringLevel(World world, int i)
    {
        var next = world.Copy();
        var (m, leader) = (next.Members[i], next.Members[world.Members[i].Leader]);
        var content = leader.Writes != 0 || leader.Level && m.Content != Content.Bare || m.Content == Content.Tree ? Content.Tree : Content.Bare;
        next.Members[i] = m with { Content = content, Writes = leader.Writes, Epoch = leader.Epoch, Level = true, Damaged = false };
        if (next.HasQuorum(m.Leader, level: true)) next.Members[m.Leader] = leader with { Level = true, Damaged = false };
        for (var j = 0; j < next.Count; j++)
        {
            if (next.Members[j].GivenUp != 0 && next.Serves(j)) next.Members[j] = next.Members[j] with { GivenUp = 0 };
        }
        Acknowledge(next, m.Leader);
        next.RankEpochs();
        return next;
    }

    private static World Write(World world, int leader)
    {
        var next = world.Copy();
        next.Members[leader] = next.Members[leader] with { Writes = next.Members[leader].Writes | 1 << next.Written, Content = Content.Tree };
        next.Written++;
        Acknowledge(next, leader);
        return next;
    }

    private static World VolumeIdentity(World world, int i)
    {
        var next = world.Copy();
        next.Members[i] = next.Members[i] with { Mark = Mark.Served };
        return next;
    }

    /// <summary>What a quorum of a serving leader's followers has logged is told to clients.</summary>
    private static void Acknowledge(World next, int leader)
    {
        if (!next.Members[leader].Level) return;
        for (var bit = 1; bit <= next.Members[leader].Writes; bit <<= 1)
        {
            var logged = 1 << leader;
            for (var i = 0; i < next.Count; i++)
            {
                if (next.Members[i] is { Doing: Doing.Following, Level: true } m && (m.Writes & bit) != 0 && m.Leader == leader) logged |= 1 << i;
            }
            if ((next.Members[leader].Writes & bit) != 0 && next.IsQuorum(logged)) next.Acknowledged |= bit;
        }
    }

    private static void AddElections(List<Move> moves, World world, Bounds bounds)
    {
        var voters = 0;
        for (var i = 0; i < world.Count; i++)
        {
            if (world.Members[i] is { LooksForLeader: true, Votes: true }) voters |= 1 << i;
        }
        for (var among = voters; among > 0; among = among - 1 & voters)
        {
            if (!world.IsQuorum(among)) continue;
            for (var leader = 0; leader < world.Count; leader++)
            {
                if ((among >> leader & 1) == 1 && IsFirst(world, among, leader)) moves.Add(new(new("is elected by", leader, -1, among), Elect(world, bounds, among, leader)));
            }
        }
    }

    /// <summary>No member has a later epoch, or more of the same one. Between equals the model lets any of them win.</summary>
    public static bool IsFirst(World world, int among, int leader)
    {
        for (var i = 0; i < world.Count; i++)
        {
            if ((among >> i & 1) == 1 && Place(world.Members[i]) > Place(world.Members[leader])) return false;
        }
        return true;
    }

    private static int Place(in ModelMember m) => m.Epoch * 64 + int.PopCount(m.Writes);
}
