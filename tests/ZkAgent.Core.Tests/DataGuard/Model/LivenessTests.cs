using Xunit;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>That the rule does not only say no: from every state that can be reached, once nothing goes wrong any more.</summary>
public sealed class LivenessTests(ITestOutputHelper output)
{
    private static readonly Bounds Bounds = new(Writes: 1, Wipes: 1);

    [Fact]
    public void A_majority_of_three_with_their_volumes_forms_a_quorum_whatever_went_before()
    {
        var rule = Rule.Real;
        Check(rule, w => w.Members.Count(m => HasVote(rule, m)) > w.Count / 2, w => Calm.Forms(w, rule, m => HasVote(rule, m)), atLeast: 300_000);
    }

    [Fact]
    public void Three_blank_members_found_an_ensemble_whatever_went_before()
    {
        var rule = Rule.Real;
        Check(rule, w => w.Members.All(m => rule.Judge(m).IsBlank()), w => Calm.Forms(w, rule, _ => true), atLeast: 30_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void At_the_first_start_all_members_form_a_quorum(int members) =>
        Assert.True(Calm.Forms(Starts.Written([.. Enumerable.Repeat(Starts.Empty, members)]), Rule.Real, _ => true));

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void With_one_member_missing_at_the_first_start_it_does_not(int members)
    {
        var world = Starts.Written([Starts.Initialized, .. Enumerable.Repeat(Starts.Empty, members - 1)]);
        Assert.False(Calm.Forms(world, Rule.Real, m => m.Content == Content.None));
    }

    private void Check(Rule rule, Func<World, bool> applies, Func<World, bool> forms, int atLeast)
    {
        var (asked, stuck) = (0, new List<World>());
        var outcome = Exploration.Of(rule, Bounds, members: 3, world =>
        {
            if (!applies(world)) return;
            asked++;
            if (!forms(world)) stuck.Add(world);
        }).Run([.. Starts.All(3), .. Starts.All(3, identified: false)], int.MaxValue);
        output.WriteLine($"{asked} of {outcome}");
        Assert.Empty(stuck.Select(w => string.Join(" | ", w.Members)));
        Assert.InRange(asked, atLeast, int.MaxValue);
        Assert.True(outcome.Closed);
    }

    private static bool HasVote(Rule rule, in ModelMember member) => rule.Judge(member) is MemberData.Data or MemberData.Initialized;
}
