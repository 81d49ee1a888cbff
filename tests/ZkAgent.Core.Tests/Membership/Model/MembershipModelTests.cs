using Xunit;

namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>
/// The rules of dynamic membership against every order of starts, crashes, losses, elections, joins, promotions, removals and changes of
/// spec.replicas, within bounds. What must hold: each elected leader has every acknowledged write, one ensemble is founded, no member gets a
/// vote without the data, and the list in force never goes back; with overrides, but for what they gave up.
/// </summary>
public sealed class MembershipModelTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<World> Three =
    [
        Starts.Blank(3, 3, 3), Starts.Blank(3, 1, 1), Starts.Blank(3, 3, 1), Starts.Written(3, 1, 3, 1), Starts.Written(3, 3, 3, 1),
        Starts.Written(3, 3, 3, 3, behind: 4), Starts.Written(3, 3, 3, 1, behind: 1), Starts.Static(3, 3), Starts.Static(3, 1),
    ];

    private static readonly IReadOnlyList<World> Four = [Starts.Blank(4, 4, 3), Starts.Written(4, 3, 4, 3), Starts.Written(4, 3, 4, 1, behind: 1)];

    [Fact]
    public void Three_members_grow_and_shrink_for_16_steps() => Holds(Three, new(Writes: 2, Changes: 2) { Scales = 1 }, depth: 16, atLeast: 50_000);

    [Fact]
    public void Three_members_lose_a_volume_for_15_steps() => Holds(Three, new(Writes: 1, Changes: 1) { Wipes = 1, Scales = 1 }, depth: 15, atLeast: 50_000);

    [Fact]
    public void Three_members_lose_lists_for_17_steps() => Holds(Three, new(Writes: 2, Changes: 1) { Losses = 1 }, depth: 17, atLeast: 50_000);

    [Fact]
    public void Three_members_step_by_step_with_partitions_for_13_steps() =>
        Holds(Three, new(Writes: 1, Changes: 2) { Scales = 1, Losses = 1, Wipes = 1, Partitions = true, StepByStep = true }, depth: 13, atLeast: 50_000);

    [Fact]
    public void Three_members_with_overrides_for_13_steps() =>
        Holds(Three, new(Writes: 1, Changes: 1) { Wipes = 1, Losses = 1, Scales = 1 }, depth: 13, atLeast: 50_000, MembershipRule.RealForced);

    [Fact]
    public void Four_members_for_15_steps() => Holds(Four, new(Writes: 1, Changes: 1) { Wipes = 1, Scales = 1 }, depth: 15, atLeast: 50_000);

    /// <summary>By tests/soak.sh: minutes, and gigabytes of memory.</summary>
    /// <remarks>
    /// Lists are lost without a change of spec.replicas only: a voter that loses the list that it has just acknowledged, while the leader that
    /// removed another member is away, can elect by the list before. DECISIONS.md has the steps.
    /// </remarks>
    [Theory(Explicit = true)]
    [InlineData(3, 2, 3, 0, 0, 2, 30, "")]
    [InlineData(3, 2, 2, 1, 0, 1, 26, "")]
    [InlineData(3, 2, 1, 1, 1, 0, 22, "")]
    [InlineData(3, 2, 2, 1, 0, 1, 22, "partitions, step by step")]
    [InlineData(3, 1, 1, 1, 1, 1, 24, "overrides")]
    [InlineData(4, 2, 2, 1, 0, 1, 18, "")]
    public void Deeper(int members, int writes, int changes, int wipes, int losses, int scales, int depth, string with)
    {
        var bounds = new Bounds(writes, changes) { Wipes = wipes, Losses = losses, Scales = scales, Partitions = Has("partitions"), StepByStep = Has("step by step") };
        Holds(members == 3 ? Three : Four, bounds, depth, atLeast: 1_000_000, Has("overrides") ? MembershipRule.RealForced : null, most: 8_000_000);

        bool Has(string what) => with.Split(", ").Contains(what);
    }

    /// <param name="starts">Where it begins.</param>
    /// <param name="bounds">What can happen.</param>
    /// <param name="depth">Steps at most.</param>
    /// <param name="atLeast">Fewer states than this would mean that the model no longer moves.</param>
    /// <param name="rule">The rules; null: the product's, without overrides.</param>
    /// <param name="most">States at most.</param>
    private void Holds(IReadOnlyList<World> starts, Bounds bounds, int depth, int atLeast, MembershipRule? rule = null, int most = int.MaxValue)
    {
        var outcome = Exploration.Of(rule ?? MembershipRule.Real, bounds, most).Run(starts, depth);
        output.WriteLine(outcome.ToString());
        Assert.True(outcome.Counterexample is null, outcome.ToString());
        Assert.InRange(outcome.States, atLeast, int.MaxValue);
    }
}
