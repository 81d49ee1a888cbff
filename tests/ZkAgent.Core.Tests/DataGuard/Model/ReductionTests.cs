using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>That what the model's members forget makes no difference to the product's decision.</summary>
public sealed class ReductionTests
{
    private static readonly MemberData[] Kinds = [MemberData.Data, MemberData.Initialized, MemberData.Empty, MemberData.Lost, MemberData.Damaged];

    private static readonly byte[] Answers =
        [Heard.Silent, .. from data in Kinds from serving in new[] { false, true } from bygone in new[] { false, true } select Heard.Of(data, serving, bygone: bygone)];

    [Fact]
    public void Of_the_round_before_only_who_was_blank_in_the_same_life_counts()
    {
        var rule = Rule.Real;
        foreach (var (own, b1, b2, n1, n2) in from own in Kinds[2..] from b1 in Answers from b2 in Answers from n1 in Answers from n2 in Answers select (own, b1, b2, n1, n2))
        {
            var all = rule.Decide(new(3, 0, own), [Heard.Unasked, b1, b2], [Heard.Unasked, n1, n2]);
            Assert.Equal(all, rule.Decide(new(3, 0, own), [Heard.Unasked, Kept(b1), Kept(b2)], [Heard.Unasked, n1, n2]));
        }

        static byte Kept(byte before) => !Heard.IsBlank(before) ? Heard.Silent : Heard.IsBygone(before) ? Heard.Age(Heard.Blank) : Heard.Blank;
    }

    [Fact]
    public void A_member_with_a_vote_starts_whatever_it_hears()
    {
        var rule = Rule.Real;
        foreach (var (own, n1, n2) in from own in Kinds[..2] from n1 in Answers from n2 in Answers select (own, n1, n2))
            Assert.Equal(GuardAction.Start, rule.Decide(new(3, 0, own), [Heard.Unasked, Heard.Unasked, Heard.Unasked], [Heard.Unasked, n1, n2]).Action);
    }
}
