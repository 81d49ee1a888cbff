using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>That the model can find a lost write at all: with each of these weaker rules it does.</summary>
public sealed class WeakenedRuleTests(ITestOutputHelper output)
{
    private static readonly Bounds Few = new(Writes: 1, Wipes: 1) { PartialWipes = true };
    private static readonly Bounds Forced = new(Writes: 1, Wipes: 1);
    private static readonly Bounds OneByOne = new(Writes: 1, Wipes: 3) { OneByOne = true };

    /// <summary>Two lost members ask the three others while none of those has anything; what there is goes from hand to hand behind their backs.</summary>
    private static readonly string[] DataOnTheMove =
    [
        "zk-1 loses its volume", "zk-1 boots", "zk-0 loses its volume", "zk-0 boots",
        "zk-2 boots", "zk-2 asks all and decides", "zk-3 boots", "zk-3 asks all and decides", "zk-4 boots", "zk-4 asks all and decides",
        "zk-1 asks zk-3", "zk-1 asks zk-4", "zk-1 asks zk-0", "zk-0 asks zk-3", "zk-0 asks zk-4", "zk-0 asks zk-1",
        "zk-2 is elected by zk-2 and zk-3 and zk-4", "zk-3 is brought level by zk-2",
        "zk-2 crashes", "zk-2 loses its volume", "zk-2 boots", "zk-1 asks zk-2", "zk-0 asks zk-2", "zk-1 decides", "zk-0 decides",
    ];

    private static World Five => Starts.Written([Starts.Current, Starts.Current, Starts.Current, Starts.Initialized, Starts.Initialized]);

    [Fact]
    public void With_fewer_empty_voters_than_a_quorum_a_stale_member_and_a_wiped_one_lose_a_write() =>
        Loses(new("at most quorum-1 empty voters") { Decision = FewEmptyVoters });

    [Fact]
    public void With_any_bare_database_voting_another_tools_one_loses_a_write() =>
        Loses(new("the identity does not count") { Twist = (m, data) => m.Content == Content.Bare && data == MemberData.Empty ? MemberData.Initialized : data });

    [Fact]
    public void With_silence_taken_for_emptiness_a_wiped_member_and_an_initialized_one_lose_a_write() =>
        Loses(new("who is silent is empty") { Decision = f => VoteDecision.Decide(f with { Before = Filled(f), Now = Filled(f) }) }, Few with { Wipes = 2 });

    [Fact]
    public void With_one_round_of_questions_data_on_the_move_is_lost()
    {
        var weak = new Rule("one round of questions") { Decision = f => VoteDecision.Decide(f with { Before = f.Now }) };
        var world = Walk.Along(Five, weak, OneByOne, [.. DataOnTheMove, "zk-1 makes its empty database", "zk-0 makes its empty database", "zk-0 is elected by zk-0 and zk-1 and zk-4"]);
        Assert.True(world.Lost);
    }

    [Fact]
    public void With_two_rounds_it_is_not()
    {
        var world = Walk.Along(Five, Rule.Real, OneByOne, DataOnTheMove);
        Assert.All(world.Members[..2], m => Assert.Equal(Doing.Asking, m.Doing));
        world = Walk.Along(world, Rule.Real, OneByOne, "zk-1 asks zk-0", "zk-1 asks zk-2", "zk-1 asks zk-3", "zk-1 asks zk-4", "zk-1 decides");
        Assert.Equal(Doing.Asking, world.Members[1].Doing);
    }

    [Fact]
    public void With_an_override_that_does_not_wait_what_a_late_member_holds_is_lost() =>
        Loses(Rule.RealForced with { Name = "the override does not wait", Decision = f => VoteDecision.Decide(f with { Silences = f.Now.ToDictionary(p => p.Server.Id, _ => GuardFacts.Timeout) }) }, Forced);

    [Fact]
    public void With_an_override_that_gives_every_blank_member_a_vote_what_is_left_is_lost() =>
        Loses(Rule.RealForced with { Name = "every blank member gets a vote", Decision = EveryBlankMember }, Forced);

    [Fact]
    public void With_a_blank_vote_next_to_a_damaged_member_that_may_vote_too_what_is_left_is_lost() =>
        Loses(Rule.RealForced with { Name = "damaged members do not count", Decision = f => VoteDecision.Decide(f.Volume.Data.HasNothing() ? f with { Overrides = f.Overrides with { Damaged = false } } : f) }, Forced with { Damages = 1 });

    [Fact]
    public void With_damaged_data_that_counts_as_data_a_write_is_lost() =>
        Loses(new("damage is not looked for") { Twist = (m, data) => m.Damaged ? MemberData.Data : data }, Few with { Damages = 1 });

    private void Loses(Rule weak, Bounds? bounds = null)
    {
        var outcome = Exploration.Of(weak, bounds ?? Few, members: 3).Run(Starts.All(3), depth: 14);
        output.WriteLine($"{weak.Name}: {outcome}");
        Assert.NotNull(outcome.Counterexample);
        var real = weak.Forced == GuardOverrides.None ? Rule.Real : Rule.RealForced;
        Assert.Null(Exploration.Of(real, bounds ?? Few, members: 3).Run(Starts.All(3), outcome.Depth).Counterexample);
    }

    private static GuardDecision EveryBlankMember(GuardFacts facts)
    {
        var decision = VoteDecision.Decide(facts);
        return facts.Overrides.Bootstrap && facts.Volume.Data.HasNothing() && decision.Action == GuardAction.Hold && facts.Awaited.Count == 0
            ? new(GuardAction.Bootstrap, "a vote for every member") { Override = GuardOverride.Bootstrap }
            : decision;
    }

    /// <summary>The rule that lost an acknowledged write on a real ensemble: empty members may vote as long as they are no quorum by themselves.</summary>
    private static GuardDecision FewEmptyVoters(GuardFacts facts)
    {
        var decision = VoteDecision.Decide(facts);
        var empty = 1 + facts.Now.Count(p => p.Report?.Volume is { } v && v.Data.IsBlank());
        return decision.Action == GuardAction.Hold && empty < facts.LocalMember.Topology.Rule.FewestOthers() && facts.Now.Any(p => p.Report?.Volume?.Data == MemberData.Data) ? decision with { Action = GuardAction.Bootstrap } : decision;
    }

    private static List<Core.Peers.PeerAnswer> Filled(GuardFacts facts) =>
        [.. facts.Now.Select(p => p.Report is null ? Heard.Answer(facts.LocalMember, p.Server.Id.Value, Heard.Blank) : p)];
}
