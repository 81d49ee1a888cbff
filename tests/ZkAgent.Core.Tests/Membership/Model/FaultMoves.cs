using ZkAgent.Core.Peers;
using ZkAgent.Core.Tests.DataGuard.Model;

namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>What goes wrong, and what the operator changes: crashes, lost volumes and files, lost connections, the number of replicas.</summary>
internal static class FaultMoves
{
    public static void Add(List<Move> moves, World world, Bounds bounds)
    {
        for (var i = 0; i < world.Count; i++)
        {
            var m = world.Members[i];
            if (m.Doing == Doing.Down)
            {
                AddLosses(moves, world, bounds, i);
                continue;
            }
            moves.Add(new($"zk-{i} crashes", End(world, i, Doing.Down)));
            if (Notices(world, i)) moves.Add(new($"zk-{i} notices that it has no quorum", End(world, i, Doing.Looking)));
            if (bounds.Partitions && m.Doing == Doing.Following) moves.Add(new($"zk-{i} is cut off from zk-{m.Leader}", End(world, i, Doing.Looking)));
        }
        for (var replicas = 1; replicas <= world.Count && world.Scales < bounds.Scales; replicas++)
        {
            if (replicas == world.Wanted) continue;
            var next = world.Copy();
            (next.Wanted, next.WantedBefore) = (replicas, world.Wanted);
            next.Scales++;
            moves.Add(new($"the operator scales to {replicas}", next));
        }
    }

    /// <summary>An orphan, a leader that too few follow, or one that has removed itself.</summary>
    private static bool Notices(World world, int i) => world.Members[i] is var m && m.Doing switch
    {
        Doing.Orphaned => true,
        Doing.Leading => !m.Run.Names(i) || !World.IsQuorum(m, world.Followers(i, level: false)),
        _ => false,
    };

    /// <summary>A member's ZooKeeper, or its part in a quorum, ends; those that followed it have yet to notice.</summary>
    private static World End(World world, int i, Doing then)
    {
        var next = world.Copy();
        for (var j = 0; j < next.Count; j++)
        {
            if (next.Members[j].Doing == Doing.Following && next.Members[j].Leader == i)
                next.Members[j] = next.Members[j].As(world.Serves(j) ? Doing.Orphaned : Doing.Looking);
        }
        var m = next.Members[i].As(then);
        next.Members[i] = then == Doing.Down ? m with { Run = ModelList.None, UsedBootstrap = false, UsedVolume = false } : m;
        return next;
    }

    private static void AddLosses(List<Move> moves, World world, Bounds bounds, int i)
    {
        var m = world.Members[i];
        if (world.Wipes < bounds.Wipes && (m.Content != Content.None || m.Mark != Mark.None || m.File.Exists)) moves.Add(new($"zk-{i} loses its volume", Lose(world, i, new() { Doing = Doing.Down }, wipes: 1)));
        if (world.Losses >= bounds.Losses) return;
        if (m.File.Exists || m.Next.Exists) moves.Add(new($"zk-{i} loses its lists", Lose(world, i, m with { File = ModelList.None, Next = ModelList.None }, losses: 1)));
        if (m.Content != Content.None && m.File.Exists) moves.Add(new($"zk-{i} loses its data and keeps its lists", Lose(world, i, m with { Content = Content.None, Log = 0, Epoch = 0 }, losses: 1)));
    }

    /// <remarks>
    /// Once every volume is blank there is nothing that could be lost or go back. A list that is in no file any more can go back to the one before:
    /// the others know it as proposed only. What was acknowledged must be kept all the same.
    /// </remarks>
    private static World Lose(World world, int i, ModelMember left, int wipes = 0, int losses = 0)
    {
        var next = world.Copy();
        next.Members[i] = left;
        next.Wipes += wipes;
        next.Losses += losses;
        if (next.Members.All(m => m.File != next.InForce)) next.InForce = next.Members.Select(m => m.File).MaxBy(f => f.Version);
        if (next.Members.All(m => MembershipRule.Judge(m).IsBlank())) (next.Acknowledged, next.InForce) = (0, ModelList.None);
        next.RankEpochs();
        return next;
    }
}
