namespace ZkAgent.Core.Tests.Restores.Model;

/// <summary>What ZooKeeper does: elects among members with a database, brings others level, writes; and the identity that its agent writes then.</summary>
internal static class RestoreQuorum
{
    public static void AddElections(List<RestoreMove> moves, RestoreWorld world, RestoreRule rule)
    {
        for (var among = 1; among < 1 << RestoreWorld.Count; among++)
        {
            var voters = Enumerable.Range(0, RestoreWorld.Count).Where(i => (among >> i & 1) == 1).ToList();
            if (voters.Count * 2 <= RestoreWorld.Count || voters.Exists(i => world.Members[i] is not { Doing: Doing.Looking, Votes: true })) continue;
            var highest = voters.Max(i => Place(world.Members[i]));
            foreach (var leader in voters.Where(i => Place(world.Members[i]) == highest))
            {
                var next = world.Copy();
                var leads = next.Members[leader];
                if ((next.Acknowledged & ~leads.Writes) != 0) next.Broken = $"zk-{leader} is elected without an acknowledged write";
                Mixed(next, voters);
                next.Members[leader] = leads.As(Doing.Leading) with { Epoch = (byte)(voters.Max(i => world.Members[i].Epoch) + 1) };
                foreach (var i in voters.Where(i => i != leader)) next.Members[i] = Level(next, i, leader);
                moves.Add(new($"zk-{leader} is elected by {string.Join(" and ", voters.Select(i => $"zk-{i}"))}", RestoreSteps.Settled(next, rule)));
            }
        }
    }

    public static RestoreWorld Join(RestoreWorld world, RestoreRule rule, int i, int leader)
    {
        var next = world.Copy();
        if (next.Members[i].Votes) Mixed(next, [i, leader]);
        next.Members[i] = Level(next, i, leader);
        return RestoreSteps.Settled(next, rule);
    }

    /// <summary>All that follow have it before a client is told.</summary>
    public static RestoreWorld Write(RestoreWorld world, RestoreRule rule, int leader)
    {
        var next = world.Copy();
        for (var i = 0; i < RestoreWorld.Count; i++)
        {
            if (i == leader || next.Members[i] is { Doing: Doing.Following } m && m.Leader == leader) next.Members[i] = next.Members[i] with { Writes = (byte)(next.Members[i].Writes | 1 << next.Written) };
        }
        next.Acknowledged |= 1 << next.Written++;
        return RestoreSteps.Settled(next, rule);
    }

    /// <summary>It learns the ensemble's id of those that it serves with; a new ensemble gets one when all answer and none knows one.</summary>
    public static Origin EnsembleOf(RestoreWorld world, int i)
    {
        if (world.Members[i].Ensemble is not Origin.None and var own) return own;
        if (world.Members.FirstOrDefault(o => o.Serves && o.Ensemble != Origin.None) is { Serves: true } other) return other.Ensemble;
        return i == 0 && world.Members.All(o => o.Doing != Doing.Down && o.Ensemble == Origin.None) ? Origin.Founded : Origin.None;
    }

    public static RestoreWorld Identify(RestoreWorld world, int i)
    {
        var next = world.Copy();
        next.Members[i] = next.Members[i].WithIdentity(new(true, EnsembleOf(world, i), true, Origin.None));
        return next;
    }

    /// <summary>One that ends; those that lose their quorum look for a new one.</summary>
    public static RestoreWorld Leave(RestoreWorld world, int i)
    {
        var next = world.Copy();
        next.Members[i] = next.Members[i].As(Doing.Looking);
        for (var leader = 0; leader < RestoreWorld.Count; leader++)
        {
            var followers = Enumerable.Range(0, RestoreWorld.Count).Where(j => next.Members[j] is { Doing: Doing.Following } m && m.Leader == leader).ToList();
            if (next.Members[leader].Doing == Doing.Leading && (followers.Count + 1) * 2 > RestoreWorld.Count) continue;
            foreach (var j in followers) next.Members[j] = next.Members[j].As(Doing.Looking);
            if (next.Members[leader].Doing == Doing.Leading) next.Members[leader] = next.Members[leader].As(Doing.Looking);
        }
        return next;
    }

    private static RestoreMember Level(RestoreWorld world, int i, int leader)
    {
        var (m, leads) = (world.Members[i], world.Members[leader]);
        return m.As(Doing.Following) with { Leader = (byte)leader, Snapshot = leads.Snapshot, Log = leads.Log, Writes = leads.Writes, Epoch = leads.Epoch, IsOwnCopy = m.IsOwnCopy && m.Snapshot == leads.Snapshot };
    }

    private static void Mixed(RestoreWorld next, List<int> members)
    {
        if (members.Select(i => next.Members[i].Ensemble).Where(e => e != Origin.None).Distinct().Count() > 1) next.Broken = "data of two ensembles votes together";
    }

    private static int Place(in RestoreMember m) => m.Epoch * 16 + int.PopCount(m.Writes);
}
