using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Tests.DataGuard.Model;

namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>A decision about a start, as the model carries it out.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Override">The override that made it so.</param>
/// <param name="Kind">How the list is written; null without a start.</param>
/// <param name="List">The list.</param>
internal readonly record struct ModelPlan(GuardAction Action, GuardOverride? Override, StartListKind? Kind, ModelList List);

/// <summary>The rules that the model's agents obey: the real ones, or weaker ones.</summary>
/// <param name="Name">What it is called in figures.</param>
internal sealed record MembershipRule(string Name)
{
    private readonly Dictionary<ulong, ModelPlan> _plans = [];
    private readonly Dictionary<ulong, int> _targets = [];

    /// <summary>The product's rules, untouched.</summary>
    public static MembershipRule Real => new("the rules");

    /// <summary>The same with an override set on every member.</summary>
    public static MembershipRule RealForced => Real with { Name = "the rules with overrides", Forced = new(Bootstrap: true, Volume: true, Damaged: false) };

    public Func<StartFacts, StartPlan> Start { get; init; } = StartDecision.Decide;

    public Func<RunningFacts, MembershipNeed> Need { get; init; } = facts => MembershipNeed.Of(facts, facts.Configuration!);

    /// <summary>Changes what a member knows when it decides about a change of the membership.</summary>
    public Func<RunningFacts, RunningFacts> Seen { get; init; } = facts => facts;

    /// <summary>True where the identity file says that the list is dynamic before ZooKeeper starts.</summary>
    public bool IdentifiesStarts { get; init; } = true;

    /// <summary>True where the list of a joining member has the version before the one that was told, so that it takes no older one from others; else 0.</summary>
    public bool JoinsByVersion { get; init; } = true;

    /// <summary>The overrides that the operator sets on all members, as a StatefulSet's environment does.</summary>
    public GuardOverrides Forced { get; init; } = GuardOverrides.None;

    /// <summary>What the product says of such a volume.</summary>
    public static MemberData Judge(in ModelMember m) =>
        m.Doing == Doing.Founding ? MemberData.Initialized : Volumes.Judge(new(m.Content, m.Log == 0 ? 0 : 1, 0, m.Mark, Doing.Down, 0, false));

    /// <param name="world">The state.</param>
    /// <param name="i">Who decides.</param>
    /// <param name="cut">A member that can't be reached although it lives; -1 without one.</param>
    /// <param name="wanted">What the API server tells; 0 where it does not answer.</param>
    public ModelPlan Plan(World world, int i, int cut, int wanted)
    {
        var key = MembershipFacts.Key(world, i, cut, wanted);
        if (_plans.TryGetValue(key, out var known)) return known;
        var plan = Start(MembershipFacts.OfStart(world, i, cut, wanted, Forced));
        return _plans[key] = new(plan.Decision.Action, plan.Decision.Override, plan.List?.Kind, plan.List is { } list ? ModelList.Of(list.Configuration) : ModelList.None);
    }

    /// <summary>The voters that a member wants committed in place of its newest list; 0 where it wants no change.</summary>
    public int Target(World world, int i, int cut, int wanted)
    {
        var key = MembershipFacts.Key(world, i, cut, wanted);
        if (_targets.TryGetValue(key, out var known)) return known;
        var facts = Seen(MembershipFacts.OfRunning(world, i, cut, wanted));
        var decision = RunningDecision.Decide(facts, facts.Configuration is null ? null : Need(facts));
        return _targets[key] = decision.Target is { } target ? ModelList.Of(new(0, target)).Voters : 0;
    }

    [field: ThreadStatic]
    private static Rule Volumes => field ??= Rule.Real;
}
