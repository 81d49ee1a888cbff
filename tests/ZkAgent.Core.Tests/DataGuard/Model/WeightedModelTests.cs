using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>The guard where quorums are computed by group.N and weight.N: the model's ZooKeeper elects and acknowledges by the same rule.</summary>
public sealed class WeightedModelTests(ITestOutputHelper output)
{
    private static readonly Bounds Few = new(Writes: 1, Wipes: 1) { Partitions = true };

    [Theory]
    [InlineData("1*10:2*1:3*1")]
    [InlineData("1*2:2*1:3*1")]
    [InlineData("1*1:2*1,3*1")]
    [InlineData("1*1:2*1:3*0")]
    public void No_quorum_lacks_an_acknowledged_write(string groups) => Holds(groups, Rule.Real, Few, 14);

    [Theory]
    [InlineData("1*10:2*1:3*1")]
    [InlineData("1*2:2*1:3*1")]
    [InlineData("1*1:2*1,3*1")]
    [InlineData("1*1:2*1:3*0")]
    public void Nor_with_overrides_but_for_what_they_gave_up(string groups) =>
        Holds(groups, Rule.RealForced, new(Writes: 1, Wipes: 1) { Damages = 1 }, 10);

    [Fact]
    public void Random_rules_of_three_members_lose_nothing()
    {
        var random = new Random(20261127);
        for (var found = 0; found < 12;)
        {
            if (QuorumRuleOf(random) is not { } rule) continue;
            Holds(rule.Groups, found % 2 == 0 ? Rule.Real : Rule.RealForced, new(Writes: 1, Wipes: 1), 9);
            found++;
        }
    }

    /// <summary>Counting heads, as before, gives the heavy member a blank vote that is a quorum alone.</summary>
    [Fact]
    public void With_a_blank_vote_by_the_number_of_heads_the_heavy_members_loss_loses_a_write()
    {
        var rule = QuorumRule.Parse("1*10:2*1:3*1", Voters)!;
        var heads = Rule.RealForced with
        {
            Name = "heads are counted",
            Quorums = rule,
            Decision = facts => VoteDecision.Decide(facts with { LocalMember = facts.LocalMember with { Topology = new(facts.LocalMember.Topology.Servers) }, Overrides = facts.Overrides }),
        };
        var outcome = Exploration.Of(heads, new(Writes: 1, Wipes: 1), Voters.Length).Run(Starts.All(rule), depth: 14);
        output.WriteLine(outcome.ToString());
        Assert.NotNull(outcome.Counterexample);
        Assert.Null(Exploration.Of(Rule.RealForced with { Quorums = rule }, new(Writes: 1, Wipes: 1), Voters.Length).Run(Starts.All(rule), outcome.Depth).Counterexample);
    }

    private static ServerId[] Voters => [new(1), new(2), new(3)];

    private static QuorumRule? QuorumRuleOf(Random random)
    {
        var groups = string.Join(',', Voters.GroupBy(_ => random.Next(2)).Select(g => string.Join(':', g.Select(id => $"{id}*{random.Next(4)}"))));
        return QuorumRule.Parse(groups, Voters) is { } rule && rule.FewestOthers() is not null ? rule : null;
    }

    private void Holds(string groups, Rule rule, Bounds bounds, int depth)
    {
        var quorums = QuorumRule.Parse(groups, Voters)!;
        var outcome = Exploration.Of(rule with { Quorums = quorums }, bounds, Voters.Length).Run(Starts.All(quorums), depth);
        output.WriteLine($"{groups}: {outcome}");
        Assert.True(outcome.Counterexample is null, $"{groups}: {outcome}");
        Assert.InRange(outcome.States, 300, int.MaxValue);
    }
}
