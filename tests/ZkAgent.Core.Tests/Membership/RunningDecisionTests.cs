using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;

namespace ZkAgent.Core.Tests.Membership;

/// <summary>Table 4.2, the rows that promote no member, and what section 7 adds to them.</summary>
public sealed class RunningDecisionTests
{
    [Fact]
    public void A_voter_with_a_static_list_stops_every_change() => Is(RunningAction.Wait,
        new(3, 0, 1, 2) { Static = [1], Wanted = Scene.Replicas(4) }, "zk-1 still runs a static list; the membership is not changed before all voters run with ZK_MEMBERSHIP=dynamic");

    [Fact]
    public void A_silent_voter_of_a_list_that_no_agent_wrote_may_be_static() => Is(RunningAction.Wait,
        new(3, 0, 1, 2) { Version = 0x200000000, Silent = [1], Wanted = Scene.Replicas(4) }, "zk-1 does not answer and may still run a static list");

    [Fact]
    public void A_silent_voter_that_told_of_a_dynamic_list_is_not_static() =>
        Changes(RunningAction.Promote, new(3, 0, 1, 2) { Version = 0x200000000, Silent = [1], SeenDynamic = [1], Wanted = Scene.Replicas(4) }, "adding zk-3: 3 → 4 voters", 0, 1, 2, 3);

    [Fact]
    public void A_silent_voter_of_a_list_that_an_agent_wrote_is_not_static() =>
        Changes(RunningAction.Promote, new(3, 0, 1, 2) { Silent = [1], Wanted = Scene.Replicas(4) }, "adding zk-3: 3 → 4 voters", 0, 1, 2, 3);

    [Fact]
    public void A_silent_voter_that_went_back_to_a_static_list_stops_every_change() => Is(RunningAction.Wait,
        new(0, 0, 1, 2, 3) { Silent = [1], SeenStatic = [1], Wanted = Scene.Replicas(3) }, "zk-1 does not answer and may still run a static list");

    [Fact]
    public void The_lowest_ready_wanted_voter_removes_all_that_are_beyond_the_range_in_one_step() =>
        Changes(RunningAction.Remove, new(0, 0, 1, 2, 3, 4) { Wanted = Scene.Replicas(3) }, "removing zk-3 and zk-4: zk-3 and zk-4 are beyond spec.replicas=3", 0, 1, 2);

    [Fact]
    public void Members_beyond_the_range_are_removed_whether_their_pods_exist_or_not() =>
        Changes(RunningAction.Remove, new(0, 0, 1, 2, 3) { Wanted = Scene.Replicas(3), Silent = [3] }, "removing zk-3: zk-3 is beyond spec.replicas=3", 0, 1, 2);

    [Fact]
    public void A_higher_voter_waits_for_the_lowest_to_remove_them() =>
        Is(RunningAction.Wait, new(1, 0, 1, 2, 3) { Wanted = Scene.Replicas(3) }, "zk-0 is removing zk-3");

    [Fact]
    public void The_next_voter_removes_them_where_the_lowest_is_not_ready() =>
        Changes(RunningAction.Remove, new(1, 0, 1, 2, 3) { Wanted = Scene.Replicas(3), NotServing = [0] }, "removing zk-3: zk-3 is beyond spec.replicas=3", 0, 1, 2);

    [Fact]
    public void Removal_is_taken_over_after_five_seconds() =>
        Changes(RunningAction.Remove, new(2, 0, 1, 2, 3) { Wanted = Scene.Replicas(3), DueFor = RunningDecision.TakeOver }, "removing zk-3: zk-3 is beyond spec.replicas=3; zk-0 has not done it", 0, 1, 2);

    [Fact]
    public void Where_the_range_is_unknown_no_member_is_removed() =>
        Is(RunningAction.Nothing, new(0, 0, 1, 2, 3), "4 voters: zk-0 and zk-1 and zk-2 and zk-3; no member is removed: cannot read statefulsets/zk: 403; apply the Role");

    [Fact]
    public void Where_the_statefulset_goes_away_no_member_is_removed() =>
        Is(RunningAction.Nothing, new(0, 0, 1, 2) { Wanted = new WantedMembers.Gone("spec.replicas=0") }, "no member is removed, because spec.replicas=0");

    [Fact]
    public void A_voter_in_range_that_is_dead_keeps_its_vote() =>
        Is(RunningAction.Nothing, new(0, 0, 1, 2) { Wanted = Scene.Replicas(3), Silent = [2] }, "3 voters; zk-2 does not serve and keeps its vote");

    [Fact]
    public void A_member_beyond_the_range_that_is_not_asked_to_stop_does_nothing_itself() =>
        Is(RunningAction.Wait, new(3, 0, 1, 2, 3) { Wanted = Scene.Replicas(3), DueFor = TimeSpan.FromHours(1) }, "zk-0 is removing zk-3");

    [Fact]
    public void Only_servers_of_the_own_statefulset_are_removed()
    {
        const string foreign = "server.9=zk-8.other.prod.svc.cluster.local:2888:3888:participant;2181";
        Changes(RunningAction.Remove, new(0, 0, 1, 2, 3) { OtherLines = [foreign], Wanted = Scene.Replicas(3) }, "removing zk-3: zk-3 is beyond spec.replicas=3", 0, 1, 2, 8);
        Is(RunningAction.Nothing, new(0, 0, 1, 2) { OtherLines = [foreign], Wanted = Scene.Replicas(3) }, "4 voters");
    }

    [Fact]
    public void A_removal_that_leaves_no_voter_waits() => Is(RunningAction.Wait,
        new(0, 0, 1, 2) { Wanted = Scene.Replicas(3, first: 3) }, "zk-0 and zk-1 and zk-2 are beyond spec.replicas=3 from ordinal 3, and not removed now, because no voter would be left");

    [Fact]
    public void A_removal_that_leaves_a_majority_without_service_waits() => Is(RunningAction.Wait,
        new(0, 0, 1, 2, 3, 4) { Wanted = Scene.Replicas(3), Silent = [1, 2] }, "not removed now, because of the 3 voters that would remain 1 serves and a quorum is 2");

    [Fact]
    public void Where_the_range_moves_the_new_members_get_their_votes_before_the_old_ones_are_removed()
    {
        Changes(RunningAction.Promote, new(3, 0, 1, 2) { Wanted = Scene.Replicas(3, first: 3), Newcomers = [4, 5] }, "adding zk-3 and zk-4 and zk-5: 3 → 6 voters", 0, 1, 2, 3, 4, 5);
        Changes(RunningAction.Remove, new(3, 0, 1, 2, 3, 4, 5) { Wanted = Scene.Replicas(3, first: 3) },
            "removing zk-0 and zk-1 and zk-2: zk-0 and zk-1 and zk-2 are beyond spec.replicas=3 from ordinal 3", 3, 4, 5);
    }

    [Theory]
    [InlineData("server.2=zk-1.zk-hs.default.svc.cluster.local:2888:3888:participant;2182")]
    [InlineData("server.2=zk-1.zk-hs.default.svc.cluster.local:2888:3888:participant;127.0.0.1:2181")]
    public void The_own_line_that_differs_from_the_settings_is_changed(string line) => Changes(RunningAction.ChangeLine,
        new(1, 0, 1, 2) { OtherLines = [line], Wanted = Scene.Replicas(3) },
        $"changing the line of zk-1 from {line} to server.2=zk-1.zk-hs.default.svc.cluster.local:2888:3888:participant;2181, as the settings have it", 0, 1, 2);

    [Theory]
    [InlineData("::1", "server.2=zk-1.zk-hs.default.svc.cluster.local:2888:3888:participant;[0:0:0:0:0:0:0:1]:2181")]
    [InlineData("::", "server.2=zk-1.zk-hs.default.svc.cluster.local:2888:3888:participant;0.0.0.0:2181")]
    [InlineData(null, "server.2=ZK-1.zk-hs.default.svc.cluster.local:2888:3888:participant;2181")]
    public void A_line_that_only_looks_different_is_not_changed(string? address, string line) => Is(RunningAction.Nothing,
        new(1, 0, 1, 2) { Pattern = Scene.Settings with { ClientAddress = address }, OtherLines = [line], Wanted = Scene.Replicas(3) }, "3 voters");

    [Fact]
    public void A_line_of_another_member_is_its_own_matter() => Is(RunningAction.Nothing,
        new(0, 0, 1, 2) { OtherLines = ["server.2=zk-1.zk-hs.default.svc.cluster.local:2888:3888:participant;2182"], Wanted = Scene.Replicas(3) }, "3 voters");

    [Fact]
    public void A_line_with_another_host_is_never_changed() => Is(RunningAction.Nothing,
        new(1, 0, 1, 2) { OtherLines = ["server.2=zk-1.zk-hs.prod.svc.cluster.local:2888:3888:participant;2182"], Wanted = Scene.Replicas(3) }, "3 voters");

    [Fact]
    public void A_voter_whose_ordinal_is_beyond_the_participants_becomes_an_observer()
    {
        var decision = new Scene(3, 0, 1, 2, 3) { Pattern = Scene.Settings with { Participants = 3 }, Wanted = Scene.Replicas(4) }.Decision;

        Assert.Equal(RunningAction.ChangeLine, decision.Action);
        Assert.Equal(ServerRole.Observer, decision.Target![3].Role);
    }

    [Fact]
    public void A_member_that_does_not_serve_changes_nothing() =>
        Is(RunningAction.Nothing, new(0, 0, 1, 2, 3) { Wanted = Scene.Replicas(3), NotServing = [0] }, "ZooKeeper does not serve here");

    [Fact]
    public void A_member_that_leaves_changes_nothing_here() =>
        Is(RunningAction.Nothing, new(0, 0, 1, 2, 3) { Wanted = Scene.Replicas(3), Draining = [0] }, "this member leaves");

    [Fact]
    public void Fewer_pods_than_the_configuration_needs_are_named_with_the_number_that_is_enough() => Is(RunningAction.Nothing,
        new(0, 0, 1, 2, 3, 4) { Wanted = Scene.Replicas(1), NotServing = [0], Silent = [1, 2, 3, 4] },
        "the configuration names 5 voters and spec.replicas=1 starts too few of them for a quorum: scale to 3 first");

    private static void Changes(RunningAction action, Scene scene, string sentence, params int[] ordinals)
    {
        var decision = scene.Decision;
        Assert.Equal((action, sentence), (decision.Action, decision.Sentence));
        Assert.Equal(ordinals.Select(o => Scene.Settings.At(o).Id), decision.Target!.Select(s => s.Id));
    }

    private static void Is(RunningAction action, Scene scene, string sentence)
    {
        var decision = scene.Decision;
        Assert.Equal(action, decision.Action);
        Assert.Null(decision.Target);
        Assert.Contains(sentence, decision.Sentence, StringComparison.Ordinal);
    }
}
