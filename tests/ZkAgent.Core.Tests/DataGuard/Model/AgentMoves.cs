using ZkAgent.Core.DataGuard;

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
                case Doing.Asking when rule.Judge(world.Members[i]) is MemberData.Data or MemberData.Granted || !bounds.OneByOne:
                    moves.Add(new(new("asks all and decides", i), Round(world, rule, i, cut: -1)));
                    for (var j = 0; j < world.Count && bounds.Partitions; j++)
                    {
                        if (j != i && world.Members[j].Doing != Doing.Down) moves.Add(new(new("asks all and decides, without an answer of", i, j), Round(world, rule, i, cut: j)));
                    }
                    break;
                case Doing.Asking:
                    AddQuestions(moves, world, rule, bounds, i);
                    break;
            }
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
    /// <param name="cut">A peer that can't be reached although it lives; -1 without one.</param>
    public static World Round(World world, Rule rule, int i, int cut)
    {
        var next = world.Copy();
        for (var j = 0; j < next.Count; j++) next.NowOf(i)[j] = j == i ? Heard.Unasked : j == cut ? Heard.Silent : Ask(world, rule, j);
        return Decide(next, rule, i);
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
        if (all) moves.Add(new(new("decides", i), Decide(world.Copy(), rule, i)));
    }

    private static World With(World world, int i, int j, byte heard)
    {
        var next = world.Copy();
        next.NowOf(i)[j] = heard;
        return next;
    }

    private static byte Ask(World world, Rule rule, int j) => world.Members[j].Doing == Doing.Down
        ? Heard.Silent
        : Heard.Of(rule.Judge(world.Members[j]), world.Serves(j));

    /// <summary>Does what the rule says about a member whose answers are all there.</summary>
    private static World Decide(World next, Rule rule, int i)
    {
        var member = next.Members[i];
        var action = rule.Decide(next.Count, i, rule.Judge(member), next.BeforeOf(i), next.NowOf(i));
        for (var j = 0; j < next.Count && action == GuardAction.Hold; j++)
            next.BeforeOf(i)[j] = j == i ? Heard.Unasked : Heard.Remembered(next.NowOf(i)[j]);
        if (action != GuardAction.Hold) next.BeforeOf(i).Clear();
        next.NowOf(i).Clear();
        // What is in the way of a start without a vote, or of a new database, is moved aside before it.
        next.Members[i] = action switch
        {
            GuardAction.Start => member.As(Doing.Looking),
            GuardAction.Found => member.As(Doing.Founding) with { Content = Content.None, Mark = Mark.Granted },
            GuardAction.Join => member.As(Doing.Looking) with { Content = Content.None },
            GuardAction.Hold => member,
            GuardAction.Refuse => member,
            _ => throw new InvalidOperationException($"cannot model {action}: expected no damaged volume"),
        };
        return next;
    }
}
