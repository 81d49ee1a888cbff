using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>What follows from a decision of the rule about a member whose answers are all there.</summary>
internal static class Decisions
{
    /// <param name="moves">Takes the move; where a start with damaged files can go two ways, both.</param>
    /// <param name="step">What happened before it was decided.</param>
    /// <param name="asked">The state with all answers; its owner gives it away.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="i">Who decides.</param>
    public static void Add(List<Move> moves, Step step, World asked, Rule rule, int i)
    {
        var member = asked.Members[i];
        var to = Made(asked, rule, i);
        moves.Add(new(step, to));
        if (!member.Damaged || to.Members[i].Doing != Doing.Looking || to.Members[i].Writes == 0) return;
        // ZooKeeper comes up with less than was there. That much the operator has given up, where it was the operator who said so.
        var less = to.Copy();
        if (to.Members[i].UsedDamaged && !member.UsedDamaged) less.Acknowledged &= ~member.Writes;
        less.Members[i] = less.Members[i] with { Writes = 0 };
        moves.Add(new(step with { Verb = step.Verb + ", and loses what was damaged" }, less));
    }

    /// <summary>Does what the rule says, in a state that becomes the next one.</summary>
    public static World Made(World next, Rule rule, int i)
    {
        var decision = rule.Decide(RuleInput.Of(next, i, rule.Judge(next.Members[i])), next.BeforeOf(i), next.NowOf(i));
        Check(next, i, decision);
        var givenUp = next.Members[i].GivenUp;
        if (decision.Override == GuardOverride.Bootstrap)
        {
            next.Acknowledged &= Kept(next, rule, i);
            givenUp = 0;
            for (var j = 0; j < next.Count; j++) givenUp |= j != i && next.NowOf(i)[j] == Heard.Silent ? 1 << j : 0;
        }
        var asksOn = decision.Action is GuardAction.Hold or GuardAction.Quarantine;
        for (var j = 0; j < next.Count && asksOn; j++)
            next.BeforeOf(i)[j] = j == i ? Heard.Unasked : Heard.Remembered(next.NowOf(i)[j]);
        if (!asksOn)
        {
            next.BeforeOf(i).Clear();
            next.ForgetSilences(i);
        }
        next.NowOf(i).Clear();
        next.Members[i] = Exec(next.Members[i], decision) with { GivenUp = givenUp };
        next.RankEpochs();
        // The agent ends; the kubelet starts it again.
        return decision.Action == GuardAction.Refuse ? FaultMoves.Crash(next, rule, i) : next;
    }

    /// <summary>What is in the way of a start without a vote, or of a new database, is moved aside before it.</summary>
    private static ModelMember Exec(in ModelMember member, GuardDecision decision) => decision.Action switch
    {
        GuardAction.Start => member.As(Doing.Looking) with { UsedDamaged = member.UsedDamaged || decision.Override == GuardOverride.Damaged },
        GuardAction.Bootstrap => member.As(Doing.Founding) with { Content = Content.None, Mark = Mark.Initialized, UsedBootstrap = member.UsedBootstrap || decision.Override == GuardOverride.Bootstrap },
        GuardAction.Join => member.As(Doing.Looking) with { Content = Content.None },
        GuardAction.Quarantine => member with { Content = Content.None, Writes = 0, Epoch = 0, Damaged = false, Aside = Aside.Recent },
        GuardAction.Hold or GuardAction.Refuse => member,
        _ => throw new InvalidOperationException($"cannot model {decision.Action}: expected no volume of another ensemble"),
    };

    /// <summary>
    /// What ZK_FORCE_BOOTSTRAP promises to keep: everything on members that are not silent for as long as it waits. What only absent or
    /// damaged volumes hold the operator has given up.
    /// </summary>
    private static int Kept(World world, Rule rule, int i)
    {
        var kept = 0;
        for (var j = 0; j < world.Count; j++)
        {
            if (j != i && !world.IsLongSilent(i, j) && rule.Judge(world.Members[j]) == MemberData.Data) kept |= world.Members[j].Writes;
        }
        return kept;
    }

    /// <summary>An override that is over, or that acted in this life, is none.</summary>
    private static void Check(World world, int i, GuardDecision decision)
    {
        var m = world.Members[i];
        if (decision.Override is { } used && (world.OverridesAreOver || (used == GuardOverride.Bootstrap ? m.UsedBootstrap : m.UsedDamaged)))
            throw new InvalidOperationException($"zk-{i} is overridden by {used}, which is over or used up: {decision.Sentence}");
    }
}
