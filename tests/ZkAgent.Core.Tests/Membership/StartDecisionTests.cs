using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;
using static ZkAgent.Core.Tests.Membership.Started;

namespace ZkAgent.Core.Tests.Membership;

/// <summary>The rows by which a member with dynamic membership starts.</summary>
public sealed class StartDecisionTests
{
    private static readonly GuardOverrides ForceVolume = GuardOverrides.None with { Volume = true };

    [Fact]
    public void A_list_that_names_this_member_and_a_volume_with_data_start_it_as_a_member()
    {
        var plan = new Started(1) { Data = MemberData.Data, Identity = Served(1, true, 5, 0, 1, 2), Own = Of(5, 0, 1, 2), Peers = [Silent(0), Silent(2)] }.Decide();
        Assert.Equal(GuardAction.Start, plan.Decision.Action);
        Assert.Equal(new StartList(Of(5, 0, 1, 2), StartListKind.Kept), plan.List);
        Assert.StartsWith("member by configuration 5; ", plan.Decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_keeps_its_list_where_others_tell_a_newer_one_that_names_it()
    {
        var plan = new Started(1) { Data = MemberData.Data, Own = Of(5, 0, 1, 2), Peers = [Tells(0, MemberData.Data, Of(7, 0, 1), serving: true), Silent(2)] }.Decide();
        Assert.Equal((GuardAction.Start, StartListKind.Kept), (plan.Decision.Action, plan.List!.Kind));
    }

    [Fact]
    public void A_member_that_a_newer_list_does_not_name_joins_without_a_vote()
    {
        var plan = new Started(2) { Data = MemberData.Data, Own = Of(5, 0, 1, 2), Peers = [Tells(0, MemberData.Data, Of(7, 0, 1), serving: true), Silent(1)] }.Decide();
        Assert.Equal((GuardAction.Join, StartListKind.Joining), (plan.Decision.Action, plan.List!.Kind));
        Assert.Equal(ServerRole.Observer, plan.List.Configuration.Find(new(3))!.Role);
    }

    [Theory]
    [InlineData(MemberData.Empty)]
    [InlineData(MemberData.Lost)]
    public void A_list_that_names_this_member_and_an_empty_volume_join_a_quorum_that_serves(MemberData data)
    {
        var plan = new Started(1) { Data = data, Own = Of(5, 0, 1, 2), Peers = [Tells(0, MemberData.Data, Of(5, 0, 1, 2), serving: true), Silent(2)] }.Decide();
        Assert.Equal((GuardAction.Join, StartListKind.Joining), (plan.Decision.Action, plan.List!.Kind));
        Assert.Equal([ServerRole.Participant, ServerRole.Observer, ServerRole.Participant], plan.List.Configuration.Servers.Select(s => s.Role));
    }

    [Fact]
    public void An_empty_member_of_a_list_waits_where_no_quorum_serves() =>
        Assert.Equal(GuardAction.Hold, new Started(1) { Peers = [Tells(0, MemberData.Data, Of(5, 0, 1, 2)), Blank(2)] }.Decide().Decision.Action);

    [Fact]
    public void A_newcomer_joins_next_to_the_newest_list_that_is_told()
    {
        var plan = new Started(3) { Peers = [Tells(0, MemberData.Data, Of(5, 0), serving: true), Tells(1, MemberData.Data, Of(9, 0, 1, 2), serving: true), Silent(2)], Wanted = new WantedMembers.Range(0, 5) }.Decide();
        Assert.Equal(GuardAction.Join, plan.Decision.Action);
        Assert.Equal([1, 2, 3, 4], plan.List!.Configuration.Servers.Select(s => s.Id.Value));
        Assert.Equal(ServerRole.Observer, plan.List.Configuration.Servers[3].Role);
    }

    [Fact]
    public void Data_without_a_list_that_is_told_one_that_names_it_waits_for_a_quorum()
    {
        var facts = new Started(1) { Data = MemberData.Data, Identity = Served(1, true, 5, 0, 1, 2), Peers = [Tells(0, MemberData.Data, Of(5, 0, 1, 2)), Silent(2)] };
        var held = facts.Decide();
        Assert.Equal(GuardAction.Hold, held.Decision.Action);
        Assert.Contains("ZK_FORCE_VOLUME", held.Decision.Sentence, StringComparison.Ordinal);
        var forced = (facts with { Overrides = ForceVolume }).Decide();
        Assert.Equal((GuardAction.Start, new StartList(Of(5, 0, 1, 2), StartListKind.Taken)), (forced.Decision.Action, forced.List!));
        Assert.Equal(GuardOverride.Volume, forced.Decision.Override);
    }

    /// <summary>ZooKeeper ends at once with a list without a voter.</summary>
    [Theory]
    [InlineData(MemberData.Data)]
    [InlineData(MemberData.Lost)]
    public void The_only_voter_without_its_list_does_not_join_a_member_that_followed_it(MemberData data) =>
        Assert.Equal(GuardAction.Hold, new Started(0) { Data = data, Identity = Served(0, true, 5, 0), Peers = [Tells(1, MemberData.Data, Of(5, 0), serving: true), Silent(2)] }.Decide().Decision.Action);

    [Fact]
    public void Data_without_a_list_joins_a_quorum_that_serves() =>
        Assert.Equal(GuardAction.Join, new Started(1) { Data = MemberData.Data, Identity = Served(1, true, 5, 0, 1, 2), Peers = [Tells(0, MemberData.Data, Of(5, 0, 1, 2), serving: true), Silent(2)] }.Decide().Decision.Action);

    [Fact]
    public void Data_whose_list_is_gone_is_held_back_where_nothing_tells_the_membership()
    {
        var plan = new Started(0) { Data = MemberData.Data, Identity = Served(0, true, 5, 0, 1, 2, 3, 4), Peers = [Tells(1, MemberData.Data, null), Silent(2)] }.Decide();
        Assert.Equal(GuardAction.Hold, plan.Decision.Action);
        Assert.Contains("an old list could roll back what was acknowledged", plan.Decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_is_older_than_one_that_this_volume_served_with_counts_as_gone() =>
        Assert.Equal(GuardAction.Hold, new Started(0) { Data = MemberData.Data, Identity = Served(0, true, 7, 0, 1, 2, 3, 4), Own = Of(5, 0, 1, 2), Peers = [Silent(1), Silent(2)] }.Decide().Decision.Action);

    [Fact]
    public void A_told_list_that_is_older_than_one_that_this_volume_served_with_counts_only_where_members_serve_by_it()
    {
        var facts = new Started(0) { Data = MemberData.Data, Identity = Served(0, true, 7, 0, 1, 2), Overrides = ForceVolume, Peers = [Tells(1, MemberData.Data, Of(5, 0, 1)), Silent(2)] };
        Assert.Equal(new StartList(Of(7, 0, 1, 2), StartListKind.Taken), facts.Decide().List);
        Assert.Equal(GuardAction.Join, (facts with { Peers = [Tells(1, MemberData.Data, Of(5, 0, 1), serving: true), Silent(2)] }).Decide().Decision.Action);
    }

    [Fact]
    public void A_member_that_left_waits_for_the_ensemble()
    {
        var plan = new Started(3) { Data = MemberData.Data, Identity = Served(3, true, 9, 0, 1, 2), Own = Of(9, 0, 1, 2), Peers = [Silent(0)] }.Decide();
        Assert.Equal(GuardAction.Hold, plan.Decision.Action);
        Assert.Contains("does not name this member", plan.Decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_static_member_starts_with_the_list_that_it_last_served_with_whatever_the_settings_say()
    {
        var plan = new Started(1) { Data = MemberData.Data, Identity = Served(1, false, null, 0, 1, 2), Replicas = 5, Wanted = new WantedMembers.Range(0, 5), Peers = [Static(0, MemberData.Data, true), Static(2, MemberData.Data, true)] }.Decide();
        Assert.Equal((GuardAction.Start, new StartList(Of(0, 0, 1, 2), StartListKind.First)), (plan.Decision.Action, plan.List!));
    }

    [Fact]
    public void A_member_that_was_static_and_is_in_no_list_waits() =>
        Assert.Equal(GuardAction.Hold, new Started(4) { Data = MemberData.Data, Identity = Served(4, false, null, 0, 1, 2), Replicas = 3, Peers = [Static(0, MemberData.Data)] }.Decide().Decision.Action);

    [Fact]
    public void An_empty_member_of_an_ensemble_that_is_still_static_joins_it_with_the_static_list()
    {
        var plan = new Started(2) { Peers = [Static(0, MemberData.Data, true, "one", 0, 1, 2), Static(1, MemberData.Data, true, "one", 0, 1, 2)] }.Decide();
        Assert.Equal((GuardAction.Join, new StartList(Of(0, 0, 1, 2), StartListKind.First)), (plan.Decision.Action, plan.List!));
    }

    [Fact]
    public void A_newcomer_waits_while_a_member_is_static()
    {
        var plan = new Started(3) { Replicas = 5, Peers = [Static(0, MemberData.Data, true, "one", 0, 1, 2)] }.Decide();
        Assert.Equal(GuardAction.Hold, plan.Decision.Action);
        Assert.Contains("zk-0 still runs with static membership", plan.Decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_calls_this_member_by_another_host_is_refused_with_both_names()
    {
        var clone = new EnsembleConfiguration(5, [.. Enumerable.Range(0, 3).Select(o => Pattern.At(o) with { Host = $"zk-{o}.zk-hs.other.svc.cluster.local" })]);
        var plan = new Started(0) { Data = MemberData.Data, Identity = Served(0, true, 5, 0, 1, 2), Own = clone, Peers = [Silent(1), Silent(2)] }.Decide();
        Assert.Equal(GuardAction.Refuse, plan.Decision.Action);
        Assert.Contains("zk-0.zk-hs.other.svc.cluster.local", plan.Decision.Sentence, StringComparison.Ordinal);
        Assert.Contains("zk-0.zk-hs.prod.svc.cluster.local", plan.Decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_moved_gets_the_new_names_by_the_override_once_all_its_voters_are_here()
    {
        var moved = new EnsembleConfiguration(5, [.. Enumerable.Range(0, 3).Select(o => Pattern.At(o) with { Host = $"zk-{o}.zk-hs.other.svc.cluster.local" })]);
        var facts = new Started(0) { Data = MemberData.Data, Identity = Served(0, true, 5, 0, 1, 2), Own = moved, Overrides = ForceVolume, Peers = [Tells(1, MemberData.Data, moved), Silent(2)] };
        Assert.Equal(GuardAction.Hold, facts.Decide().Decision.Action);
        var plan = (facts with { Peers = [Tells(1, MemberData.Data, moved), Tells(2, MemberData.Data, moved)] }).Decide();
        Assert.Equal((GuardAction.Start, new StartList(Of(5, 0, 1, 2), StartListKind.Taken)), (plan.Decision.Action, plan.List!));
    }

    [Fact]
    public void An_empty_voter_gets_its_vote_by_the_override_where_the_missing_volumes_are_gone_for_good()
    {
        var facts = new Started(1) { Data = MemberData.Lost, Overrides = GuardOverrides.None with { Bootstrap = true }, Silence = GuardFacts.Timeout };
        var holder = Tells(0, MemberData.Data, Of(5, 0, 1, 2));
        var running = holder with { Report = holder.Report! with { Volume = holder.Report.Volume! with { Started = true } } };
        var plan = (facts with { Peers = [running, Silent(2)] }).Decide();
        Assert.Equal((GuardAction.Bootstrap, new StartList(Of(5, 0, 1, 2), StartListKind.Taken)), (plan.Decision.Action, plan.List!));
    }

    [Fact]
    public void An_empty_voter_gets_no_vote_by_the_override_where_a_member_without_a_vote_has_data()
    {
        var plan = new Started(0)
        {
            Data = MemberData.Lost, Overrides = GuardOverrides.None with { Bootstrap = true }, Silence = GuardFacts.Timeout,
            Peers = [Tells(1, MemberData.Data, Of(1, 0)), Silent(2)],
        }.Decide();
        Assert.Equal(GuardAction.Hold, plan.Decision.Action);
        Assert.Contains("zk-1 has data without a vote", plan.Decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_override_that_cannot_help_a_member_without_a_vote_is_not_named()
    {
        var facts = new Started(1) { Data = MemberData.Data, Identity = Served(1, true, 9, 0), Peers = [Silent(0), Tells(2, MemberData.Data, Of(9, 0))] };
        var plan = facts.Decide();
        Assert.Equal(GuardAction.Hold, plan.Decision.Action);
        Assert.DoesNotContain("ZK_FORCE_VOLUME", plan.Decision.Sentence, StringComparison.Ordinal);
        Assert.Contains("zk-0", plan.Decision.Sentence, StringComparison.Ordinal);
        Assert.Equal(plan.Decision, (facts with { Overrides = ForceVolume }).Decide().Decision);
    }

    [Fact]
    public void The_override_starts_no_member_by_a_list_that_does_not_name_it()
    {
        var plan = new Started(3) { Data = MemberData.Data, Identity = Served(3, true, 9, 0, 1, 2), Overrides = ForceVolume, Peers = [Silent(0), Silent(1), Silent(2)] }.Decide();
        Assert.Equal(GuardAction.Hold, plan.Decision.Action);
        Assert.Null(plan.List);
    }
}
