using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>What goes wrong: crashes, lost volumes, lost connections; and members noticing it, late.</summary>
internal static class FaultMoves
{
    public static void Add(List<Move> moves, World world, Rule rule, Bounds bounds)
    {
        for (var i = 0; i < world.Count; i++)
        {
            var m = world.Members[i];
            if (m.Doing == Doing.Down)
            {
                AddWipes(moves, world, bounds, i);
                if (CanBeDamaged(world, bounds, i)) moves.Add(new(new("is damaged", i), Damage(world, i)));
                continue;
            }
            moves.Add(new(new("crashes", i), Crash(world, rule, i)));
            if (bounds.Exits && m.Doing >= Doing.Founding)
            {
                moves.Add(new(new("loses its ZooKeeper", i), End(world, i, Doing.Asking)));
                if (CanBeDamaged(world, bounds, i)) moves.Add(new(new("loses its ZooKeeper over damage", i), Damage(End(world, i, Doing.Asking), i)));
            }
            if (Notices(world, i)) moves.Add(new(new("notices that it has no quorum", i), End(world, i, Doing.Looking)));
            if (bounds.Partitions && m.Doing == Doing.Following) moves.Add(new(new("is cut off from", i, m.Leader), End(world, i, Doing.Looking)));
        }
    }

    /// <summary>Time that passes for all.</summary>
    public static void AddTime(List<Move> moves, World world, Rule rule)
    {
        if (world.Members.Any(m => m.Aside == Aside.Recent))
        {
            var later = world.Copy();
            for (var i = 0; i < later.Count; i++)
            {
                if (later.Members[i].Aside == Aside.Recent) later.Members[i] = later.Members[i] with { Aside = Aside.Old };
            }
            moves.Add(new(new("sees an hour pass", 0), later));
        }
        if (rule.Forced == GuardOverrides.None || world.OverridesAreOver) return;
        var over = world.Copy();
        over.OverridesAreOver = true;
        for (var i = 0; i < over.Count; i++) over.ForgetSilences(i);
        moves.Add(new(new("sees the overrides' moment pass", 0), over));
    }

    private static bool CanBeDamaged(World world, Bounds bounds, int i) =>
        world.Damages < bounds.Damages && world.Members[i] is { Content: Content.Tree, Damaged: false };

    private static World Damage(World world, int i)
    {
        var next = world.Copy();
        next.Members[i] = next.Members[i] with { Damaged = true };
        next.Damages++;
        return next;
    }

    /// <summary>An orphan, or a leader that too few follow.</summary>
    public static bool Notices(World world, int i) => world.Members[i].Doing switch
    {
        Doing.Orphaned => true,
        Doing.Leading => !world.HasQuorum(i, level: false),
        _ => false,
    };

    /// <summary>A member's ZooKeeper, or its part in a quorum, ends; those that followed it have yet to notice.</summary>
    public static World End(World world, int i, Doing then)
    {
        var next = world.Copy();
        for (var j = 0; j < next.Count; j++)
        {
            if (next.Members[j].Doing == Doing.Following && next.Members[j].Leader == i)
                next.Members[j] = next.Members[j].As(world.Serves(j) ? Doing.Orphaned : Doing.Looking);
        }
        next.Members[i] = next.Members[i].As(then);
        next.ForgetSilences(i);
        return next;
    }

    /// <summary>The agent's life is over with it: what it told is of a bygone life, and the next one remembers nothing.</summary>
    public static World Crash(World world, Rule rule, int i)
    {
        var next = End(world, i, Doing.Down);
        next.Members[i] = next.Members[i] with { UsedBootstrap = false, UsedDamaged = false };
        next.BeforeOf(i).Clear();
        next.NowOf(i).Clear();
        for (var j = 0; j < next.Count; j++)
        {
            ref var before = ref next.BeforeOf(j)[i];
            ref var now = ref next.NowOf(j)[i];
            var same = Heard.IsBlank(before) && Heard.IsBlank(now) && Heard.IsBygone(before) == Heard.IsBygone(now);
            if (before != Heard.Unasked) before = same ? Heard.Age(before) : Heard.Silent;
            if (Heard.IsBlank(now)) now = Heard.Age(now);
        }
        return next;
    }

    private static void AddWipes(List<Move> moves, World world, Bounds bounds, int i)
    {
        var m = world.Members[i];
        if (world.Wipes >= bounds.Wipes || m is { Content: Content.None, Mark: Mark.None, Aside: Aside.Nothing }) return;
        moves.Add(new(new("loses its volume", i), Wipe(world, i, Content.None, Mark.None)));
        if (!bounds.PartialWipes) return;
        moves.Add(new(new("gets a volume with another tool's empty database", i), Wipe(world, i, Content.Bare, Mark.None)));
        if (m is { Content: not Content.None, Mark: not Mark.None }) moves.Add(new(new("loses its data and keeps its identity", i), Wipe(world, i, Content.None, m.Mark, m.Aside)));
    }

    private static World Wipe(World world, int i, Content left, Mark mark, Aside aside = Aside.Nothing)
    {
        var next = world.Copy();
        next.Members[i] = new(left, 0, 0, mark, Doing.Down, 0, false) { Aside = aside };
        next.Wipes++;
        next.RankEpochs();
        if (next.Members.All(m => Real.Judge(m).IsBlank())) next.Acknowledged = 0;
        return next;
    }

    [field: ThreadStatic]
    private static Rule Real => field ??= Rule.Real;
}
