using Xunit;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>
/// The rule against every order of starts, stops, lost and damaged volumes, elections, answers and overrides, within bounds. What must hold:
/// whenever a quorum elects a leader, that leader has every write that was acknowledged since the last moment in which all volumes were
/// blank, but for what an override gave up: see <see cref="Decisions"/>.
/// </summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private static readonly Bounds Everything = new(Writes: 2, Wipes: 2) { OneByOne = true, Partitions = true, Exits = true, PartialWipes = true };
    private static readonly Bounds OneMoment = new(Writes: 1, Wipes: 1) { Partitions = true };

    [Fact]
    public void One_member_in_every_state_there_is() => Holds(1, Everything with { Wipes = 3 }, depth: int.MaxValue, atLeast: 300);

    [Fact]
    public void Three_members_in_every_state_there_is_with_one_write_and_one_wipe() => Holds(3, OneMoment, depth: int.MaxValue, atLeast: 400_000);

    [Fact]
    public void Three_members_asking_one_by_one_for_18_steps() => Holds(3, new(Writes: 1, Wipes: 2) { OneByOne = true }, depth: 18, atLeast: 60_000);

    [Fact]
    public void Three_members_and_every_fault_for_11_steps() => Holds(3, Everything, depth: 11, atLeast: 80_000);

    [Fact]
    public void Five_members_for_13_steps() => Holds(5, new(Writes: 1, Wipes: 2) { WholeElections = true }, depth: 13, atLeast: 40_000);

    [Fact]
    public void Five_members_at_random_for_200_000_steps()
    {
        var lost = Walk.AtRandom([.. Starts.All(5), .. Starts.All(5, identified: false)], Rule.Real, Everything with { Wipes = 8 }, seed: 1, steps: 200_000, out var elections);
        output.WriteLine($"{elections} elections");
        Assert.Null(lost);
        Assert.InRange(elections, 1_000, int.MaxValue);
    }

    [Fact]
    public void Three_members_with_damage_and_quarantine_for_24_steps() => Holds(3, new(Writes: 1, Wipes: 1) { Damages = 1 }, depth: 24, atLeast: 100_000);

    [Fact]
    public void Three_members_with_overrides_for_12_steps() =>
        Holds(3, new(Writes: 1, Wipes: 1) { Damages = 1 }, depth: 12, atLeast: 100_000, Rule.RealForced);

    [Fact]
    public void Three_members_with_overrides_and_every_fault_for_8_steps() => Holds(3, Everything with { Damages = 1 }, depth: 8, atLeast: 100_000, Rule.RealForced);

    [Fact]
    public void Five_members_with_overrides_at_random_for_200_000_steps()
    {
        var lost = Walk.AtRandom([.. Starts.All(5), .. Starts.All(5, identified: false)], Rule.RealForced, Everything with { Wipes = 8, Damages = 8 }, seed: 1, steps: 200_000, out var elections);
        output.WriteLine($"{elections} elections");
        Assert.Null(lost);
        Assert.InRange(elections, 200, int.MaxValue);
    }

    /// <summary>By tests/soak.sh: minutes, and gigabytes of memory.</summary>
    [Theory(Explicit = true)]
    [InlineData(3, 2, 2, 0, 18, "one by one, partitions, partial wipes")]
    [InlineData(3, 2, 3, 0, 60, "partitions, partial wipes")]
    [InlineData(5, 1, 3, 0, 20, "")]
    [InlineData(3, 1, 1, 1, int.MaxValue, "")]
    [InlineData(3, 1, 1, 0, int.MaxValue, "overrides")]
    [InlineData(3, 1, 0, 1, int.MaxValue, "overrides")]
    [InlineData(3, 1, 1, 1, 20, "overrides")]
    [InlineData(3, 1, 2, 1, 11, "overrides, one by one, partitions, exits, partial wipes")]
    public void Deeper(int members, int writes, int wipes, int damages, int depth, string with)
    {
        var bounds = new Bounds(writes, wipes)
        {
            Damages = damages, WholeElections = members == 5,
            OneByOne = Has("one by one"), Partitions = Has("partitions"), Exits = Has("exits"), PartialWipes = Has("partial wipes"),
        };
        Holds(members, bounds, depth, atLeast: 100_000, Has("overrides") ? Rule.RealForced : Rule.Real);

        bool Has(string what) => with.Split(", ").Contains(what);
    }

    /// <summary>By tests/soak.sh: five members, whom a search does not get far with.</summary>
    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public void Further_at_random(bool overrides)
    {
        var seed = Random.Shared.Next();
        var lost = Walk.AtRandom(
            [.. Starts.All(5), .. Starts.All(5, identified: false)], overrides ? Rule.RealForced : Rule.Real, Everything with { Wipes = 8, Damages = 8 }, seed, steps: 20_000_000, out var elections);
        output.WriteLine($"seed {seed}: {elections} elections");
        Assert.True(lost is null, $"seed {seed} lost an acknowledged write:\n  {string.Join("\n  ", lost ?? [])}");
    }

    /// <param name="members">Participants.</param>
    /// <param name="bounds">What can happen.</param>
    /// <param name="depth">Steps; without a limit the search must come to an end by itself.</param>
    /// <param name="atLeast">Fewer states than this would mean that the model no longer moves.</param>
    /// <param name="rule">The rule; null: the product's, without overrides.</param>
    private void Holds(int members, Bounds bounds, int depth, int atLeast, Rule? rule = null)
    {
        var outcome = Exploration.Of(rule ?? Rule.Real, bounds, members).Run([.. Starts.All(members), .. Starts.All(members, identified: false)], depth);
        output.WriteLine(outcome.ToString());
        Assert.True(outcome.Counterexample is null, outcome.ToString());
        Assert.InRange(outcome.States, atLeast, int.MaxValue);
        Assert.Equal(depth == int.MaxValue, outcome.Closed);
    }
}
