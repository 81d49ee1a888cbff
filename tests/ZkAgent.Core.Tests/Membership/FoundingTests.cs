using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;
using static ZkAgent.Core.Tests.Membership.Started;

namespace ZkAgent.Core.Tests.Membership;

/// <summary>The rows by which an ensemble is founded.</summary>
public sealed class FoundingTests
{
    private static readonly WantedMembers NotTold = new WantedMembers.Unknown("cannot read statefulsets/zk (403)");

    [Fact]
    public void The_lowest_ordinal_founds_alone_once_all_wanted_members_are_empty()
    {
        var plan = new Started(0) { Peers = [Blank(1), Blank(2)] }.Decide();
        Assert.Equal((GuardAction.Bootstrap, new StartList(Of(0, 0), StartListKind.First)), (plan.Decision.Action, plan.List!));
    }

    [Fact]
    public void Every_other_ordinal_waits_for_the_lowest()
    {
        var plan = new Started(1) { Peers = [Blank(0), Blank(2)] }.Decide();
        Assert.Equal(GuardAction.Hold, plan.Decision.Action);
        Assert.Contains("zk-0 creates the new ensemble, and this member joins it", plan.Decision.Sentence, StringComparison.Ordinal);
        Assert.Null(plan.List);
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(5, 3)]
    public void The_larger_of_both_numbers_must_be_seen_empty(int wanted, int replicas)
    {
        var facts = new Started(0) { Wanted = new WantedMembers.Range(0, wanted), Replicas = replicas, Peers = [Blank(1), Blank(2), Silent(3), Silent(4)] };
        Assert.Equal(GuardAction.Hold, facts.Decide().Decision.Action);
        Assert.Equal(GuardAction.Bootstrap, (facts with { Peers = [Blank(1), Blank(2), Blank(3), Blank(4)] }).Decide().Decision.Action);
    }

    [Fact]
    public void One_round_is_not_enough() =>
        Assert.Equal(GuardAction.Hold, new Started(0) { Peers = [Blank(1), Blank(2)], Before = [] }.Decide().Decision.Action);

    [Fact]
    public void A_member_beyond_the_wanted_ones_that_has_data_keeps_it_from_founding() =>
        Assert.Equal(GuardAction.Hold, new Started(0) { Peers = [Blank(1), Blank(2), Tells(4, MemberData.Data, null)] }.Decide().Decision.Action);

    [Fact]
    public void A_claim_of_an_ordinal_beyond_the_wanted_ones_keeps_it_from_founding()
    {
        var plan = new Started(0) { Wanted = new WantedMembers.Range(0, 1), Replicas = 1, Claims = [0, 1, 2] }.Decide();
        Assert.Equal(GuardAction.Hold, plan.Decision.Action);
        Assert.Contains("zk-1, zk-2", plan.Decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_behind_the_service_that_does_not_say_which_member_it_is_keeps_it_from_founding()
    {
        var plan = new Started(0) { Peers = [Blank(1), Blank(2)], SilentAddresses = ["10.0.0.9"] }.Decide();
        Assert.Equal(GuardAction.Hold, plan.Decision.Action);
        Assert.Contains("10.0.0.9", plan.Decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_member_founds_where_the_API_server_says_that_it_is_single() =>
        Assert.Equal(GuardAction.Bootstrap, new Started(0) { Wanted = new WantedMembers.Range(0, 1), Replicas = 1, Claims = [0] }.Decide().Decision.Action);

    [Fact]
    public void A_single_member_waits_where_the_API_server_does_not_tell()
    {
        var plan = new Started(0) { Wanted = NotTold, Replicas = 1 }.Decide();
        Assert.Equal(GuardAction.Hold, plan.Decision.Action);
        Assert.Contains("cannot read statefulsets/zk (403)", plan.Decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_API_server_the_number_of_the_settings_is_enough_from_two_on() =>
        Assert.Equal(GuardAction.Bootstrap, new Started(0) { Wanted = NotTold, Peers = [Blank(1), Blank(2)] }.Decide().Decision.Action);

    [Fact]
    public void Nothing_is_founded_while_the_StatefulSet_goes_away() =>
        Assert.Equal(GuardAction.Hold, new Started(0) { Wanted = new WantedMembers.Gone("the StatefulSet zk is deleted"), Peers = [Blank(1), Blank(2)] }.Decide().Decision.Action);

    [Fact]
    public void A_founding_that_was_cut_off_is_decided_again()
    {
        var plan = new Started(0) { Own = Of(0, 0), Identity = Served(0, true, null) with { Served = false, Ensemble = null }, Peers = [Blank(1), Blank(2)] }.Decide();
        Assert.Equal(GuardAction.Bootstrap, plan.Decision.Action);
        Assert.Equal(GuardAction.Hold, new Started(0) { Own = Of(0, 0), Peers = [Silent(1), Blank(2)] }.Decide().Decision.Action);
    }

    /// <summary>Its list is lost, and the list of a new ensemble would not name it.</summary>
    [Fact]
    public void The_override_creates_no_ensemble_next_to_data_without_a_list()
    {
        var holder = Tells(1, MemberData.Data, null);
        var running = holder with { Report = holder.Report! with { Volume = holder.Report.Volume! with { Started = true } } };
        var plan = new Started(0) { Overrides = GuardOverrides.None with { Bootstrap = true }, Silence = GuardFacts.Timeout, Peers = [running, Silent(2)] }.Decide();
        Assert.Equal(GuardAction.Hold, plan.Decision.Action);
        Assert.Contains("no ensemble next to zk-1 with data", plan.Decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_of_an_ordinal_before_the_wanted_ones_keeps_it_from_founding()
    {
        var plan = new Started(3) { Wanted = new WantedMembers.Range(3, 1), Replicas = 1, Claims = [0, 1, 2, 3] }.Decide();
        Assert.Equal(GuardAction.Hold, plan.Decision.Action);
        Assert.Contains("zk-0, zk-1, zk-2", plan.Decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Claims_that_cannot_be_listed_keep_it_from_founding()
    {
        var plan = new Started(0) { Wanted = new WantedMembers.Range(0, 1), Replicas = 1, Claims = null }.Decide();
        Assert.Equal(GuardAction.Hold, plan.Decision.Action);
        Assert.Contains("apply the Role", plan.Decision.Sentence, StringComparison.Ordinal);
    }
}
