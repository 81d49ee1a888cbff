using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Tests.DataGuard.Model;

namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>What agents do: start, ask, decide as the product decides, write identities, change the membership.</summary>
internal static class AgentMoves
{
    public static void Add(List<Move> moves, World world, MembershipRule rule, Bounds bounds)
    {
        for (var i = 0; i < world.Count; i++)
        {
            var m = world.Members[i];
            switch (m.Doing)
            {
                case Doing.Down when i < world.Wanted && (world.Gone >> i & 1) == 0:
                    moves.Add(new($"zk-{i} boots", With(world, i, m.As(Doing.Asking))));
                    break;
                case Doing.Founding:
                    moves.Add(new($"zk-{i} makes its empty database", With(world, i, m.As(Doing.Looking) with { Content = Content.Bare })));
                    break;
                case Doing.Looking when !m.Votes && !Enumerable.Range(0, world.Count).Any(world.Serves):
                    moves.Add(new($"zk-{i} is stopped because it has no quorum to join", With(world, i, m.As(Doing.Asking))));
                    break;
                case Doing.Asking:
                    foreach (var (cut, wanted, how) in Circumstances(world, bounds, i)) moves.Add(Decide(world, rule, i, cut, wanted, how));
                    break;
            }
            if (!world.Serves(i)) continue;
            if (m.Mark != Mark.Served || m.Served != m.File || m.WasStatic)
                moves.Add(new($"zk-{i} writes its identity file", With(world, i, m with { Mark = Mark.Served, Served = m.File, WasStatic = false })));
            foreach (var (cut, wanted, how) in Circumstances(world, bounds, i)) AddChange(moves, world, rule, bounds, i, cut, wanted, how);
        }
    }

    /// <summary>Whom a member does not hear, and what the API server tells it.</summary>
    private static IEnumerable<(int Cut, int Wanted, string How)> Circumstances(World world, Bounds bounds, int i)
    {
        yield return (-1, world.Wanted, "");
        if (!bounds.Partitions) yield break;
        yield return (-1, 0, ", without the API server");
        if (world.WantedBefore != world.Wanted) yield return (-1, world.WantedBefore, ", told an old number of replicas");
        for (var j = 0; j < world.Count; j++)
        {
            if (j != i && world.Members[j].Doing != Doing.Down) yield return (j, world.Wanted, $", without an answer of zk-{j}");
        }
    }

    private static Move Decide(World world, MembershipRule rule, int i, int cut, int wanted, string how)
    {
        var plan = rule.Plan(world, i, cut, wanted);
        var next = world.Copy();
        var m = next.Members[i];
        if (plan.Override is { } used) GiveUp(next, i, cut, used);
        m = next.Members[i];
        switch (plan.Action)
        {
            case GuardAction.Bootstrap:
                if (plan.Override is null && Enumerable.Range(0, world.Count).Any(j => j != i && MembershipRule.Judge(world.Members[j]) is MemberData.Data or MemberData.Initialized))
                    next.Broken = $"zk-{i} founds an ensemble next to another one";
                next.Members[i] = Write(m, plan, rule).As(Doing.Founding) with { Content = Content.None, Mark = Mark.Initialized, Served = ModelList.None };
                break;
            case GuardAction.Start:
                next.Members[i] = Identified(Write(m, plan, rule), rule).As(Doing.Looking);
                break;
            case GuardAction.Join:
                // What no agent gave a vote is in the way, and moved aside.
                next.Members[i] = Identified(Write(m, plan, rule), rule).As(Doing.Looking) with { Content = MembershipRule.Judge(m) is MemberData.Data or MemberData.Initialized ? m.Content : Content.None };
                break;
            case GuardAction.Refuse:
                next.Members[i] = m.As(Doing.Down);
                break;
        }
        next.RankEpochs();
        return new($"zk-{i} asks and decides{how}: {plan.Action}{(plan.Override is { } o ? $" by the override {o}" : "")}{(plan.List.Exists ? $" with {plan.Kind} {plan.List}" : "")}", next);
    }

    private static ModelMember Identified(in ModelMember m, MembershipRule rule) => m with { WasStatic = false, Mark = m.Mark == Mark.None && rule.IdentifiesStarts ? Mark.Initialized : m.Mark };

    private static ModelMember Write(in ModelMember m, ModelPlan plan, MembershipRule rule) => plan.Kind == StartListKind.Joining ? m with { Run = plan.List with { Version = (byte)(rule.JoinsByVersion ? Math.Max(plan.List.Version - 1, 0) : 0) } }
        : m with { Run = plan.List, File = m.File.Exists && m.File.Version > plan.List.Version ? m.File : plan.List };

    /// <summary>What an override promises to keep is everything on the members that answer; the rest the operator has given up.</summary>
    private static void GiveUp(World next, int i, int cut, GuardOverride used)
    {
        var (kept, silent) = (0, 0);
        for (var j = 0; j < next.Count; j++)
        {
            if (j == i || j != cut && next.Members[j].Doing != Doing.Down) kept |= next.Members[j].Log;
            else silent |= 1 << j;
        }
        next.Gone |= silent;
        next.Acknowledged &= kept;
        next.Forced = true;
        next.Members[i] = next.Members[i] with
        {
            UsedBootstrap = next.Members[i].UsedBootstrap || used == GuardOverride.Bootstrap,
            UsedVolume = next.Members[i].UsedVolume || used == GuardOverride.Volume,
        };
    }

    /// <summary>The agent changes the membership through its own ZooKeeper, on condition of the version that it decided by.</summary>
    private static void AddChange(List<Move> moves, World world, MembershipRule rule, Bounds bounds, int i, int cut, int wanted, string how)
    {
        var leader = world.Members[i].Doing switch { Doing.Leading => i, Doing.Following => world.Members[i].Leader, _ => -1 };
        if (leader < 0 || world.Written - world.Writes >= bounds.Changes || world.Written == World.Longest) return;
        var target = rule.Target(world, i, cut, wanted);
        if (target != 0 && QuorumMoves.Propose(world, leader, world.Members[i].File.Version, target) is { } next)
            moves.Add(new($"zk-{i} proposes the voters {ModelList.Members(target)}{how}", next));
    }

    private static World With(World world, int i, ModelMember member)
    {
        var next = world.Copy();
        next.Members[i] = member;
        return next;
    }
}
