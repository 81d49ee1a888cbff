using Xunit;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>
/// The rule against every order of starts, stops, wipes, elections and answers. What must hold: whenever a quorum elects a leader, that
/// leader has every write that was acknowledged since the last moment in which all volumes were blank.
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
        var lost = Walk.AtRandom([.. Starts.All(5), .. Starts.All(5, stamped: false)], Rule.Real, Everything with { Wipes = 8 }, seed: 1, steps: 200_000, out var elections);
        output.WriteLine($"{elections} elections");
        Assert.Null(lost);
        Assert.InRange(elections, 1_000, int.MaxValue);
    }

    /// <summary>By hand: a minute of two cores and up to 2 GB.</summary>
    [Theory(Explicit = true)]
    [InlineData(3, 2, 2, 18, true)]
    [InlineData(3, 2, 3, 60, false)]
    [InlineData(5, 1, 3, 20, false)]
    public void Further(int members, int writes, int wipes, int depth, bool oneByOne) =>
        Holds(members, new(writes, wipes) { OneByOne = oneByOne, WholeElections = members == 5, Partitions = members == 3, PartialWipes = members == 3 }, depth, atLeast: 100_000);

    /// <param name="members">Participants.</param>
    /// <param name="bounds">What can happen.</param>
    /// <param name="depth">Steps; without a limit the search must come to an end by itself.</param>
    /// <param name="atLeast">Fewer states than this would mean that the model no longer moves.</param>
    private void Holds(int members, Bounds bounds, int depth, int atLeast)
    {
        var outcome = new Exploration(Rule.Real, bounds).Run([.. Starts.All(members), .. Starts.All(members, stamped: false)], depth);
        output.WriteLine(outcome.ToString());
        Assert.True(outcome.Counterexample is null, outcome.ToString());
        Assert.InRange(outcome.States, atLeast, int.MaxValue);
        Assert.Equal(depth == int.MaxValue, outcome.Closed);
    }
}
