using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>What agents do: start, ask, decide as the product decides.</summary>
internal static class AgentMoves
{
    public static void Add(List<Move> moves, World world, Rule rule, Bounds bounds)
    {
        for (var i = 0; i < world.Count; i++)
        {
            switch (world.Members[i].Doing)
            {
                case Doing.Down:
                    moves.Add(new(new("boots", i), Boot(world, i)));
                    break;
                case Doing.Founding:
                    moves.Add(new(new("makes its empty database", i), Load(world, i)));
                    break;
                case Doing.Asking when rule.Judge(world.Members[i]) is MemberData.Data or MemberData.Initialized || !bounds.OneByOne:
                    Decisions.Add(moves, new("asks all and decides", i), Asked(world, rule, i, cut: -1), rule, i);
                    for (var j = 0; j < world.Count && bounds.Partitions; j++)
                    {
                        if (j != i && world.Members[j].Doing != Doing.Down) Decisions.Add(moves, new("asks all and decides, without an answer of", i, j), Asked(world, rule, i, cut: j), rule, i);
                    }
                    break;
                case Doing.Asking:
                    AddQuestions(moves, world, rule, bounds, i);
                    break;
            }
            AddSilences(moves, world, rule, bounds, i);
        }
    }

    public static World Boot(World world, int i)
    {
        var next = world.Copy();
        next.Members[i] = next.Members[i].As(Doing.Asking);
        return next;
    }

    /// <summary>ZooKeeper finds the marker and makes its empty database: from now on it votes.</summary>
    public static World Load(World world, int i)
    {
        var next = world.Copy();
        next.Members[i] = next.Members[i].As(Doing.Looking) with { Content = Content.Bare };
        return next;
    }

    /// <summary>All peers are asked in one moment, and it is decided.</summary>
    public static World Round(World world, Rule rule, int i) => Decisions.Made(Asked(world, rule, i, cut: -1), rule, i);

    /// <param name="world">The state.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="i">Who asks.</param>
    /// <param name="cut">A peer that can't be reached although it lives; -1 without one.</param>
    private static World Asked(World world, Rule rule, int i, int cut)
    {
        var next = world.Copy();
        for (var j = 0; j < next.Count; j++) Hear(next, i, j, j == i ? Heard.Unasked : j == cut ? Heard.Silent : Ask(world, rule, j));
        return next;
    }

    private static void AddQuestions(List<Move> moves, World world, Rule rule, Bounds bounds, int i)
    {
        var all = true;
        for (var j = 0; j < world.Count; j++)
        {
            if (j == i || world.NowOf(i)[j] != Heard.Unasked) continue;
            all = false;
            var heard = Ask(world, rule, j);
            moves.Add(new(new("asks", i, j), With(world, i, j, heard)));
            if (bounds.Partitions && heard != Heard.Silent) moves.Add(new(new("can't reach", i, j), With(world, i, j, Heard.Silent)));
        }
        if (all) Decisions.Add(moves, new("decides", i), world.Copy(), rule, i);
    }

    /// <summary>Time passes in which a member asks and another one does not answer; only an override cares.</summary>
    private static void AddSilences(List<Move> moves, World world, Rule rule, Bounds bounds, int i)
    {
        if (!rule.Forced.Bootstrap || world.OverridesAreOver || world.Members[i] is not { Doing: Doing.Asking, UsedBootstrap: false }) return;
        for (var j = 0; j < world.Count; j++)
        {
            if (j == i || world.IsLongSilent(i, j) || world.Members[j].Doing != Doing.Down && !bounds.Partitions) continue;
            var next = world.Copy();
            next.SetLongSilent(i, j);
            moves.Add(new(new("has no answer for five minutes of", i, j), next));
        }
    }

    private static World With(World world, int i, int j, byte heard)
    {
        var next = world.Copy();
        Hear(next, i, j, heard);
        return next;
    }

    private static void Hear(World next, int i, int j, byte heard)
    {
        next.NowOf(i)[j] = heard;
        if (heard > Heard.Silent) next.Hears(i, j);
    }

    private static byte Ask(World world, Rule rule, int j)
    {
        var m = world.Members[j];
        if (m.Doing == Doing.Down) return Heard.Silent;
        // The marker is there before the empty database is, and is told as the vote that it is.
        var data = m.Doing == Doing.Founding ? MemberData.Initialized : rule.Judge(m);
        // Whether its ZooKeeper runs makes a difference to an override only.
        return Heard.Of(data, world.Serves(j), started: rule.Forced.Bootstrap && m.Doing >= Doing.Looking);
    }
}
