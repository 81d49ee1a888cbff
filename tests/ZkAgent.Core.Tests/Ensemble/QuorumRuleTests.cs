using Xunit;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Tests.Ensemble;

public sealed class QuorumRuleTests
{
    [Fact]
    public void Without_groups_a_quorum_is_more_than_half_of_the_voters()
    {
        for (var voters = 1; voters <= 7; voters++)
        {
            var rule = QuorumRule.Majority(Ids(voters));
            foreach (var set in Subsets(voters)) Assert.Equal(set.Length * 2 > voters, rule.ContainsQuorum(set));
            Assert.Equal(voters / 2 + 1, rule.FewestOthers());
        }
    }

    [Theory]
    [InlineData("1*10:2*1:3*1", "1", true)]
    [InlineData("1*10:2*1:3*1", "2 3", false)]
    [InlineData("1*2:2*1:3*1", "1", false)]
    [InlineData("1*2:2*1:3*1", "1 3", true)]
    [InlineData("1*2:2*1:3*1", "2 3", false)]
    // Half of an even weight is no majority.
    [InlineData("1*1:2*1", "1", false)]
    [InlineData("1*1:2*1:3*1,4*1:5*1:6*1,7*1:8*1:9*1", "1 2 4 5", true)]
    [InlineData("1*1:2*1:3*1,4*1:5*1:6*1,7*1:8*1:9*1", "1 2 3 4 7", false)]
    // Two groups: both are needed.
    [InlineData("1*1:2*1,3*1", "1 2", false)]
    [InlineData("1*1:2*1,3*1", "1 2 3", true)]
    // A group without weight is no group.
    [InlineData("1*1,2*0:3*0", "1", true)]
    [InlineData("1*1,2*0:3*0", "2 3", false)]
    [InlineData("1*1:2*1:3*0", "1 3", false)]
    public void With_groups_a_quorum_is_what_QuorumHierarchical_computes(string groups, string set, bool quorum)
    {
        var rule = QuorumRule.Parse(groups, Ids(9))!;
        Assert.Equal(quorum, rule.ContainsQuorum(set.Split(' ').Select(id => new ServerId(int.Parse(id, null)))));
        Assert.Equal(groups, rule.Groups);
    }

    /// <summary>What ZooKeeper's own class said of every set of servers of 200 rules; a container test asks it again.</summary>
    [Fact]
    public void It_says_what_ZooKeepers_own_class_says()
    {
        var table = File.ReadAllLines(Path.Combine(Repository.Root, "tests/ZkAgent.Core.Tests/Ensemble/QuorumHierarchical.txt"));
        Assert.InRange(table.Length, 200, int.MaxValue);
        Assert.Equal(table, table.Select(line => line.Split(' ')[0]).Select(groups =>
        {
            var voters = groups.Split(':', ',').Length;
            return $"{groups} {string.Concat(Subsets(voters).Select(set => QuorumRule.Parse(groups, Ids(voters))!.ContainsQuorum(set) ? '1' : '0'))}";
        }));
    }

    [Fact]
    public void An_observer_counts_in_its_groups_weight_and_never_for_a_quorum()
    {
        var rule = QuorumRule.Of(Ids(3), [Ids(4)], new Dictionary<ServerId, long> { [new(4)] = 3 });
        Assert.False(rule.ContainsQuorum(Ids(4)));
        Assert.Null(rule.FewestOthers());
    }

    /// <summary>5,000 random rules against the definition, every subset of each.</summary>
    [Fact]
    public void Random_rules_agree_with_the_definition_and_any_two_quorums_of_one_have_a_member_in_common()
    {
        var random = new Random(20261127);
        for (var round = 0; round < 5_000; round++)
        {
            var (rule, groups, weights) = Any(random);
            var quorums = Subsets(rule.Voters.Count).Where(rule.ContainsQuorum).ToList();
            Assert.Equal(Subsets(rule.Voters.Count).Where(s => ByDefinition(s, groups, weights)).Select(Key), quorums.Select(Key));
            Assert.All(quorums, q => Assert.False(rule.ContainsQuorum(rule.Voters.Except(q))));
            Assert.Equal(quorums.Count == 0 ? null : quorums.Min(q => q.Length), rule.FewestOthers());
            foreach (var leader in rule.Voters)
                Assert.Equal(quorums.Where(q => q.Contains(leader)).Select(q => (int?)q.Length - 1).Min(), rule.FewestOthers(leader));
            Assert.Equal(rule.Groups, QuorumRule.Parse(rule.Groups, rule.Voters)!.Groups);
        }
    }

    [Theory]
    [InlineData("", "2", "1 of 3 voters")]
    [InlineData("1*10:2*1:3*1", "weight 7 of 12", "1 of 3 voters with weight 10 of 12")]
    [InlineData("1*1,2*1,3*1", "more than half of the weight in 2 of 3 groups", "1 of 3 voters with more than half of the weight in 1 of 3 groups")]
    public void It_says_what_a_quorum_needs_and_what_is_there(string groups, string needed, string share)
    {
        var rule = QuorumRule.Parse(groups, Ids(3))!;
        Assert.Equal((needed, share), (rule.Needed, rule.Share([new(1), new(9)])));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1*")]
    [InlineData("1*-1")]
    [InlineData(",")]
    public void What_is_no_rule_is_none(string groups) => Assert.Null(QuorumRule.Parse(groups, Ids(3)));

    /// <summary>One to six voters in one to three groups, with weights from 0 to 4.</summary>
    internal static (QuorumRule Rule, List<List<ServerId>> Groups, Dictionary<ServerId, long> Weights) Any(Random random)
    {
        var ids = Ids(random.Next(1, 7));
        var groups = ids.GroupBy(_ => random.Next(3)).Select(g => g.ToList()).ToList();
        var weights = ids.Where(_ => random.Next(3) > 0).ToDictionary(id => id, _ => (long)random.Next(5));
        return (QuorumRule.Of(ids, groups, weights), groups, weights);
    }

    internal static IEnumerable<ServerId[]> Subsets(int voters) =>
        Enumerable.Range(0, 1 << voters).Select(bits => Ids(voters).Where((_, i) => (bits >> i & 1) == 1).ToArray());

    /// <summary>As the ZooKeeper administrator's guide defines it, by multiplication and without the product's groups.</summary>
    private static bool ByDefinition(ServerId[] set, List<List<ServerId>> groups, Dictionary<ServerId, long> weights)
    {
        var counting = groups.Where(g => g.Sum(Weight) > 0).ToList();
        return counting.Count(g => g.Where(set.Contains).Sum(Weight) * 2 > g.Sum(Weight)) * 2 > counting.Count;

        long Weight(ServerId id) => weights.GetValueOrDefault(id, 1);
    }

    private static string Key(ServerId[] set) => string.Join(' ', set);

    private static ServerId[] Ids(int count) => [.. Enumerable.Range(1, count).Select(i => new ServerId(i))];
}
