using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;
using static ZkAgent.Core.Tests.Membership.Started;

namespace ZkAgent.Core.Tests.Membership;

/// <summary>The rolling restart from static to dynamic membership: each member keeps its vote, in whatever order members restart.</summary>
public sealed class MigrationTests
{
    private static Started Static1 => new(1) { Data = MemberData.Data, Identity = Served(1, false, null, 0, 1, 2) };

    /// <summary>Version 0 while a static member leads; the first half of a version is the election's.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0x200000000)]
    public void A_member_keeps_its_vote_where_another_one_is_dynamic_already(long version)
    {
        var plan = (Static1 with { Peers = [Static(0, MemberData.Data, serving: true), Tells(2, MemberData.Data, Of(version, 0, 1, 2), serving: true)] }).Decide();
        Assert.Equal((GuardAction.Start, new StartList(Of(0, 0, 1, 2), StartListKind.First)), (plan.Decision.Action, plan.List!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0x200000000)]
    public void Members_that_restart_at_once_are_a_quorum_again(long version)
    {
        var plan = (Static1 with { Peers = [Silent(0), Tells(2, MemberData.Data, Of(version, 0, 1, 2))] }).Decide();
        Assert.Equal(GuardAction.Start, plan.Decision.Action);
    }

    [Fact]
    public void A_list_that_was_changed_is_joined() =>
        Assert.Equal(GuardAction.Join, (Static1 with { Peers = [Silent(0), Tells(2, MemberData.Data, Of(0x200000003, 0, 1, 2), serving: true)] }).Decide().Decision.Action);

    [Fact]
    public void A_list_that_does_not_name_this_member_is_joined() =>
        Assert.Equal(GuardAction.Join, (Static1 with { Peers = [Silent(2), Tells(0, MemberData.Data, Of(0x200000000, 0), serving: true)] }).Decide().Decision.Action);

    [Fact]
    public void Data_of_another_image_takes_the_list_that_is_told_and_not_the_number_of_the_settings()
    {
        var plan = new Started(1) { Data = MemberData.Data, Replicas = 5, Peers = [Silent(0), Tells(2, MemberData.Data, Of(0, 0, 1, 2), serving: true)] }.Decide();
        Assert.Equal(new StartList(Of(0, 0, 1, 2), StartListKind.First), plan.List!);
    }

    [Fact]
    public void A_newcomer_that_the_rolling_restart_waits_for_names_the_way_out()
    {
        var plan = new Started(4) { Replicas = 5, Wanted = new WantedMembers.Range(0, 5), Peers = [Static(0, MemberData.Data, true, "one", 0, 1, 2)] }.Decide();
        Assert.Contains("if the rolling restart waits for this member, scale back to 3 until it is over", plan.Decision.Sentence, StringComparison.Ordinal);
    }
}
