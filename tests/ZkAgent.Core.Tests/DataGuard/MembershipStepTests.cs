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
                Assert.Equal((before & ~now) != 0 && SomeQuorumsMiss(before, now), MembershipStep.CanForget(Ids(before), Ids(now)));
            }
        }
    }

    private static bool SomeQuorumsMiss(int before, int now) =>
        Quorums(before).Any(old => Quorums(now).Any(young => (old & young) == 0));

    private static IEnumerable<int> Quorums(int members) =>
        Enumerable.Range(1, 63).Where(q => (q & ~members) == 0 && int.PopCount(q) > int.PopCount(members) / 2);

    private static ServerId[] Ids(int members) => [.. Enumerable.Range(0, 6).Where(i => (members >> i & 1) == 1).Select(i => new ServerId(i + 1))];
}
