using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Restores;
using ZkAgent.Core.Tests.Models;

namespace ZkAgent.Core.Tests.Restores.Model;

/// <summary>
/// The rule of a restore with the data guard's, in every order of starts, crashes after each step, changes of ZK_RESTORE, lost volumes, volumes of the
/// old ensemble, and elections, within bounds. What must hold: data of two ensembles never votes together, two restores are never committed, restored
/// data votes only where it was committed, and a leader has every write that was acknowledged since the last moment in which no volume had data.
/// </summary>
public sealed class RestoreModelTests(ITestOutputHelper output)
{
    private static readonly RestoreBounds OneMoment = new(Changes: 1, Wipes: 0, Returns: 1);
    private static readonly RestoreBounds OneByOne = new(Changes: 1, Wipes: 0, Returns: 0) { OneByOne = true };

    [Fact]
    public void An_old_member_that_returns_never_votes_with_the_restored_ones() => Holds(OneMoment, 14);

    [Fact]
    public void A_lost_volume_gets_no_second_copy_with_a_vote() => Holds(new(Changes: 0, Wipes: 1, Returns: 0), 18, Starts.All[0], Starts.Restored);

    [Fact]
    public void Two_restores_are_never_committed() => Holds(new(Changes: 2, Wipes: 0, Returns: 0), 14, Starts.All[0], Starts.Halfway);

    [Fact]
    public void Nor_where_anything_happens_between_two_answers() => Holds(OneByOne, 12);

    /// <summary>By tests/soak.sh: minutes.</summary>
    [Theory(Explicit = true)]
    [InlineData(1, 1, 0, false, 24)]
    [InlineData(1, 0, 1, false, 22)]
    [InlineData(2, 1, 1, false, 17)]
    [InlineData(1, 1, 0, true, 18)]
    public void Deeper(int changes, int wipes, int returns, bool oneByOne, int depth) => Holds(new(changes, wipes, returns) { OneByOne = oneByOne }, depth);

    [Fact]
    public void A_blank_member_that_places_next_to_one_that_committed_loses_a_write() => Finds(new("a second copy votes")
    {
        Decision = facts => Decide(facts with { Now = Uncommitted(facts, facts.Now), Before = Uncommitted(facts, facts.Now) }),
    }, new(Changes: 0, Wipes: 1, Returns: 0), 20, Starts.Restored);

    [Fact]
    public void Silence_that_counts_as_emptiness_loses_the_write_of_a_late_member() => Finds(new("who is silent agrees")
    {
        Decision = facts => Decide(facts with { Now = Agreeing(facts, facts.Now), Before = Agreeing(facts, facts.Before) }),
    }, OneMoment, 20, Starts.All[6]);

    [Fact]
    public void Two_ids_that_are_not_compared_are_both_committed() => Finds(new("ids are not compared")
    {
        Decision = facts => Decide(facts with { Now = [.. facts.Now.Select(p => Renamed(p, facts.Restore?.Id))], Before = [.. facts.Before.Select(p => Renamed(p, facts.Restore?.Id))] }),
    }, new(Changes: 1, Wipes: 0, Returns: 0), 20, Starts.Halfway);

    [Fact]
    public void An_identity_that_is_written_last_leaves_data_that_votes_without_a_commit() =>
        Finds(new("the identity is written last") { IdentityLast = true }, new(Changes: 1, Wipes: 0, Returns: 0), 20, Starts.All[0]);

    [Fact]
    public void Members_that_commit_with_epochs_of_their_own_lose_a_write() =>
        Finds(new("each keeps its epoch") { KeepsOwnEpoch = true }, new(Changes: 0, Wipes: 0, Returns: 0), 30, Starts.Halfway);

    private static GuardDecision Decide(GuardFacts facts) => RestoreDecision.Decide(facts)?.Decision ?? VoteDecision.Decide(facts);

    private static List<PeerAnswer> Uncommitted(GuardFacts facts, IReadOnlyList<PeerAnswer> answers) => [.. answers.Select(p =>
        p.Report is { Serving: false, Volume: { Data: MemberData.Data } volume } report && facts.Restore?.Id is { } id && volume.Ensemble == id
            ? p with { Report = report with { Volume = volume with { Data = MemberData.Empty, Ensemble = null, Started = false }, Restore = new(id, true) } } : p)];

    private static List<PeerAnswer> Agreeing(GuardFacts facts, IReadOnlyList<PeerAnswer> answers) => [.. answers.Select(p => p.Report is null && facts.Restore?.Id is { } id
        ? p with { Report = new(p.Server.Id, p.Server.Host, false, false, false, "") { Volume = new("present", MemberData.Empty, null, false, []), Restore = new(id, true) } } : p)];

    private static PeerAnswer Renamed(PeerAnswer peer, EnsembleId? id) =>
        peer.Report is { Restore: { } restore } report && id is not null ? peer with { Report = report with { Restore = restore with { Id = id } } } : peer;

    private void Holds(RestoreBounds bounds, int depth, params RestoreWorld[] starts)
    {
        var outcome = Run(RestoreRule.Real, bounds, depth, starts);
        Assert.True(outcome.Counterexample is null, outcome.ToString());
        Assert.InRange(outcome.States, 1000, int.MaxValue);
    }

    private void Finds(RestoreRule weak, RestoreBounds bounds, int depth, RestoreWorld start)
    {
        var outcome = Run(weak, bounds, depth, start);
        Assert.NotNull(outcome.Counterexample);
        Assert.Null(Run(RestoreRule.Real, bounds, outcome.Depth, start).Counterexample);
    }

    private Outcome Run(RestoreRule rule, RestoreBounds bounds, int depth, params RestoreWorld[] starts)
    {
        var outcome = new Exploration<RestoreWorld, RestoreMove>(world => RestoreMoves.From(world, rule, bounds), world => world.Hash(), world => world.Broken, world => string.Join(" | ", world.Members)).Run(starts.Length > 0 ? starts : Starts.All, depth);
        output.WriteLine($"{rule.Name}: {outcome}");
        return outcome;
    }
}
