using ZkAgent.Core.Tests.DataGuard.Model;

namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>What ZooKeeper does: spreads lists, synchronises followers, logs writes and changes of the membership.</summary>
/// <remarks>
/// Source: FastLeaderElection, Leader, Learner, LearnerHandler and QuorumPeer of ZooKeeper 3.9. By the source a follower that is synchronised
/// while a change is under way activates the proposed list at once; only <see cref="Bounds.EarlyLists"/> has that.
/// </remarks>
internal static class QuorumMoves
{
    public static void Add(List<Move> moves, World world, Bounds bounds)
    {
        Elections.Add(moves, world, bounds);
        for (var i = 0; i < world.Count; i++)
        {
            var m = world.Members[i];
            if (m.Doing == Doing.Following)
            {
                var leader = world.Members[m.Leader];
                if (!m.Level) moves.Add(new($"zk-{i} is synchronised by zk-{m.Leader}", Synchronise(world, i, bounds)));
                else if (m.Log != leader.Log) moves.Add(new($"zk-{i} logs what it got from zk-{m.Leader}", Log(world, i)));
                else if (leader.Level && m.Run.Version < leader.Run.Version) moves.Add(new($"zk-{i} activates the list of zk-{m.Leader}", Activate(world, i)));
            }
            if (m is { Doing: Doing.Leading, Level: true } && m.Run.Names(i) && world.Writes < bounds.Writes && world.Written < World.Longest) moves.Add(new($"zk-{i} logs a write", Write(world, i)));
            for (var j = 0; j < world.Count && m.Looks; j++)
            {
                if (CanFollow(world, i, j)) moves.Add(new($"zk-{i} joins zk-{j}", Join(world, i, j, bounds)));
                if (j != i && world.Members[j].Doing >= Doing.Looking && world.Members[j].Run.Version > m.Run.Version) moves.Add(new($"zk-{i} hears of the list of zk-{j}", Hear(world, i, j)));
            }
        }
    }

    /// <summary>A leader that a quorum says it has; it takes in no member with a newer list than its own, nor, before it serves, one with more.</summary>
    private static bool CanFollow(World world, int i, int leader) => world.Members[leader] is { Doing: Doing.Leading } l
        && world.Members[i].Run.Version <= l.Run.Version && (l.Level || world.Members[i].Log <= l.Log) && World.IsQuorum(l, world.Followers(leader, level: false));

    private static World Join(World world, int i, int leader, Bounds bounds)
    {
        var next = world.Copy();
        next.Members[i] = next.Members[i].As(Doing.Following) with { Leader = (byte)leader };
        return Synchronise(next, i, bounds);
    }

    private static World Hear(World world, int i, int j)
    {
        var next = world.Copy();
        next.Members[i] = next.Members[i].Activates(next.Members[j].Run);
        return next;
    }

    /// <summary>A follower gets what its leader has, and the newest list that its leader has seen.</summary>
    public static World Synchronise(World world, int i, Bounds bounds)
    {
        var next = world.Copy();
        var (m, leader) = (next.Members[i], next.Members[world.Members[i].Leader]);
        var content = leader.Log != 0 || leader.Level && m.Content != Content.Bare || m.Content == Content.Tree ? Content.Tree : Content.Bare;
        next.Members[i] = m with { Content = content, Log = leader.Log, Epoch = leader.Epoch, Level = true, Next = leader.Newest.Version > m.Run.Version ? leader.Newest : ModelList.None };
        Commits.Establish(next, m.Leader);
        Commits.Acknowledge(next, m.Leader);
        if (bounds.EarlyLists && next.Members[m.Leader].Level) next.Members[i] = next.Members[i].Activates(next.Members[i].Next.Exists ? next.Members[i].Next : next.Members[m.Leader].Run);
        for (var j = 0; j < next.Count && !bounds.StepByStep; j++)
        {
            var f = next.Members[j];
            if (f is { Doing: Doing.Following, Level: true } && f.Leader == m.Leader && next.Members[m.Leader].Level) next.Members[j] = f.Activates(next.Members[m.Leader].Run);
        }
        next.RankEpochs();
        return next;
    }

    private static World Log(World world, int i)
    {
        var next = world.Copy();
        var (m, leader) = (next.Members[i], next.Members[world.Members[i].Leader]);
        var missing = leader.Log & ~m.Log;
        var transaction = int.TrailingZeroCount(missing);
        var change = next.Changes[transaction];
        next.Members[i] = m with { Content = Content.Tree, Log = (byte)(m.Log | 1 << transaction), Next = change.Exists && change.Version > m.Run.Version ? change : m.Next };
        Commits.Acknowledge(next, m.Leader);
        return next;
    }

    private static World Activate(World world, int i)
    {
        var next = world.Copy();
        var leader = next.Members[next.Members[i].Leader];
        next.Members[i] = next.Members[i].Activates(leader.Run);
        return next;
    }

    private static World Write(World world, int leader)
    {
        var next = world.Copy();
        next.Members[leader] = next.Members[leader] with { Log = (byte)(next.Members[leader].Log | 1 << next.Written), Content = Content.Tree };
        next.Written++;
        next.Writes++;
        Commits.Acknowledge(next, leader);
        return next;
    }

    /// <summary>A leader takes a change if its list has that version, no other change is under way, and a quorum of the new list follows it.</summary>
    public static World? Propose(World world, int leader, byte version, int voters)
    {
        var l = world.Members[leader];
        if (!l.Level || !l.Run.Names(leader) || l.Pending.Exists || l.Run.Version != version) return null;
        var change = ModelList.Changed(l.Epoch, world.Written, voters);
        if (!change.IsQuorum(world.Followers(leader, level: true))) return null;
        var next = world.Copy();
        next.SetChange(next.Written, change);
        next.Members[leader] = l with { Log = (byte)(l.Log | 1 << next.Written), Content = Content.Tree, Next = change };
        next.Written++;
        for (var i = 0; i < next.Count; i++)
        {
            if (change.Names(i) && !l.Run.Names(i) && next.Members[i].Content == Content.None) next.Broken = $"zk-{i} gets a vote without the data";
        }
        Commits.Acknowledge(next, leader);
        return next;
    }
}
