using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Tests.DataGuard;

public sealed class MembershipStepTests
{
    [Fact]
    public void A_step_is_refused_exactly_where_an_old_quorum_and_a_quorum_of_old_members_can_miss_each_other()
    {
        // Every pair of lists of up to five of six servers, against all their quorums one by one.
        for (var before = 1; before < 64; before++)
        {
            for (var now = 1; now < 64; now++)
            {
                if (int.PopCount(before) > 5 || int.PopCount(now) > 5) continue;
                Assert.Equal((before & ~now) != 0 && SomeQuorumsMiss(before, now), MembershipStep.CanForget(QuorumRule.Majority(Ids(before)), QuorumRule.Majority(Ids(now))));
            }
        }
    }

    [Theory]
    [InlineData("1*10:2*1:3*1", "", true)]
    [InlineData("", "1*10:2*1:3*1", true)]
    [InlineData("1*10:2*1:3*1", "1*2:2*1:3*1", false)]
    [InlineData("1*2:2*1:3*1", "1*10:2*1:3*1", false)]
    [InlineData("1*2:2*1:3*1", "", false)]
    [InlineData("", "1*2:2*1:3*1", false)]
    [InlineData("1*1:2*1:3*1", "", false)]
    [InlineData("1*1,2*1,3*1", "1*3:2*1:3*1", true)]
    public void A_change_of_weights_is_refused_where_a_new_quorum_can_miss_an_old_one(string before, string now, bool refused) =>
        Assert.Equal(refused, MembershipStep.CanForget(QuorumRule.Parse(before, Ids(7))!, QuorumRule.Parse(now, Ids(7))!));

    [Fact]
    public void A_change_between_random_rules_is_let_pass_only_where_all_their_quorums_meet()
    {
        var random = new Random(1);
        for (var round = 0; round < 2_000; round++)
        {
            var before = Ensemble.QuorumRuleTests.Any(random).Rule;
            var now = Ensemble.QuorumRuleTests.Any(random).Rule;
            // A newcomer votes only with what an old member has: the first quorum of the new list is one of old members.
            var gone = before.Voters.Except(now.Voters).Any();
            var miss = Ensemble.QuorumRuleTests.Subsets(before.Voters.Count).Where(before.ContainsQuorum)
                .Any(old => Ensemble.QuorumRuleTests.Subsets(gone ? now.Voters.Count : before.Voters.Count).Where(now.ContainsQuorum).Any(young => !young.Intersect(old).Any()));
            Assert.Equal(miss, MembershipStep.CanForget(before, now));
        }
    }

    private static bool SomeQuorumsMiss(int before, int now) =>
        Quorums(before).Any(old => Quorums(now).Any(young => (old & young) == 0));

    private static IEnumerable<int> Quorums(int members) =>
        Enumerable.Range(1, 63).Where(q => (q & ~members) == 0 && int.PopCount(q) > int.PopCount(members) / 2);

    private static ServerId[] Ids(int members) => [.. Enumerable.Range(0, 6).Where(i => (members >> i & 1) == 1).Select(i => new ServerId(i + 1))];
}
