using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;

namespace ZkAgent.Core.Tests.Membership;

/// <summary>Table 4.2, the rows of the members that are to get a vote, and what section 7 adds to them.</summary>
public sealed class PromotionTests
{
    private static string Observer(int ordinal) => ServerSpec.Format(Scene.Settings.At(ordinal) with { Role = ServerRole.Observer });

    [Fact]
    public void One_of_two_newcomers_on_the_way_from_one_voter_to_three_waits_for_the_second() =>
        Waits(new Scene(1, 0) { Wanted = Scene.Replicas(3), NewcomersFor = TimeSpan.FromHours(1) }, "zk-1 is synchronised; waiting for a second newcomer, because two voters are worse than one");

    /// <summary>ZK_PARTICIPANTS was 1 and is 3: each observer gets its vote by its own settings, so none is a second newcomer for another.</summary>
    [Fact]
    public void Observers_that_are_to_vote_by_changed_settings_do_not_wait_for_each_other()
    {
        var decision = new Scene(1, 0) { Wanted = Scene.Replicas(3), OtherLines = [Observer(1), Observer(2)], Newcomers = [2] }.Decision;
        Assert.Equal((RunningAction.Promote, "adding zk-1: 1 → 2 voters"), (decision.Action, decision.Sentence));
        Assert.Equal([ServerRole.Participant, ServerRole.Participant, ServerRole.Observer], decision.Target!.Select(s => s.Role));
    }

    [Fact]
    public void Other_wanted_newcomers_that_are_still_coming_are_waited_for() =>
        Waits(new Scene(3, 0, 1, 2) { Wanted = Scene.Replicas(5), Newcomers = [4], NotServing = [4] }, "zk-3 is synchronised; waiting up to 6 s for zk-4, to add all in one step");

    [Fact]
    public void After_six_seconds_those_that_are_synchronised_are_added_without_the_others() =>
        Acts(new Scene(3, 0, 1, 2) { Wanted = Scene.Replicas(5), Newcomers = [4], NotServing = [4], NewcomersFor = Promotion.Batch }, "adding zk-3: 3 → 4 voters", 0, 1, 2, 3);

    [Fact]
    public void The_lowest_synchronised_newcomer_adds_all_of_them_in_one_step() =>
        Acts(new Scene(1, 0) { Wanted = Scene.Replicas(3), Newcomers = [2] }, "adding zk-1 and zk-2: 1 → 3 voters", 0, 1, 2);

    [Fact]
    public void Another_newcomer_waits_for_the_lowest() =>
        Waits(new Scene(2, 0) { Wanted = Scene.Replicas(3), Newcomers = [1], DueFor = TimeSpan.FromSeconds(4) }, "zk-1 is adding zk-1 and zk-2: 1 → 3 voters");

    [Fact]
    public void Another_newcomer_takes_over_where_the_lowest_has_not_acted_in_five_seconds() =>
        Acts(new Scene(2, 0) { Wanted = Scene.Replicas(3), Newcomers = [1], DueFor = RunningDecision.TakeOver }, "adding zk-1 and zk-2: 1 → 3 voters; zk-1 has not done it", 0, 1, 2);

    [Fact]
    public void A_voter_adds_no_member_however_long_it_takes() =>
        Waits(new Scene(0, 0) { Wanted = Scene.Replicas(2), Newcomers = [1], DueFor = TimeSpan.FromHours(1) }, "zk-1 is adding zk-1: 1 → 2 voters");

    [Fact]
    public void Where_two_are_wanted_there_are_two() => Acts(new Scene(1, 0) { Wanted = Scene.Replicas(2) }, "adding zk-1: 1 → 2 voters", 0, 1);

    [Fact]
    public void Where_the_range_is_unknown_a_pod_that_exists_is_wanted() => Acts(new Scene(3, 0, 1, 2), "adding zk-3: 3 → 4 voters", 0, 1, 2, 3);

    [Fact]
    public void Where_the_range_is_unknown_a_second_newcomer_is_waited_for_a_minute() =>
        Waits(new Scene(1, 0) { NewcomersFor = TimeSpan.FromSeconds(59) }, "waiting 60 s for a second newcomer, because the wanted number is not known");

    [Fact]
    public void Where_the_range_is_unknown_one_newcomer_is_added_after_a_minute() =>
        Acts(new Scene(1, 0) { NewcomersFor = Promotion.SecondNewcomer }, "adding zk-1: 1 → 2 voters", 0, 1);

    [Fact]
    public void A_statefulset_that_goes_away_counts_as_an_unknown_range() =>
        Waits(new Scene(1, 0) { Wanted = new WantedMembers.Gone("it is deleted"), NewcomersFor = TimeSpan.FromSeconds(59) }, "because the wanted number is not known");

    [Fact]
    public void A_newcomer_that_is_beyond_the_range_is_not_added() =>
        Nothing(new Scene(3, 0, 1, 2) { Wanted = Scene.Replicas(3) }, "3 voters: zk-0 and zk-1 and zk-2");

    [Fact]
    public void A_newcomer_without_data_is_not_added() => Waits(new Scene(0, 0, 1, 2) { Wanted = Scene.Replicas(4), Newcomers = [3], Blank = [3] }, "zk-3 is not synchronised yet");

    [Fact]
    public void A_newcomer_that_does_not_serve_is_not_added() =>
        Waits(new Scene(0, 0, 1, 2) { Wanted = Scene.Replicas(4), Newcomers = [3], NotServing = [3] }, "zk-3 is not synchronised yet");

    [Fact]
    public void A_newcomer_that_leaves_is_not_added() =>
        Waits(new Scene(0, 0, 1, 2) { Wanted = Scene.Replicas(4), Newcomers = [3], Draining = [3] }, "zk-3 is not synchronised yet");

    [Fact]
    public void A_newcomer_that_follows_another_configuration_is_not_added() =>
        Waits(new Scene(0, 0, 1, 2) { Wanted = Scene.Replicas(4), Newcomers = [3], Behind = [3] }, "zk-3 is not synchronised yet");

    [Fact]
    public void A_list_whose_majority_does_not_serve_is_not_committed() =>
        Waits(new Scene(3, 0, 1, 2) { Wanted = Scene.Replicas(4), Silent = [0, 1] }, "zk-3 is synchronised and not added now, because of the 4 voters that would remain 2 serve and a quorum is 3");

    [Fact]
    public void An_ordinal_beyond_the_participants_is_added_as_an_observer()
    {
        var scene = new Scene(2, 0, 1) { Pattern = Scene.Settings with { Participants = 2 }, Wanted = Scene.Replicas(3) };

        var decision = scene.Decision;

        Assert.Equal((RunningAction.Promote, "adding zk-2: an observer"), (decision.Action, decision.Sentence));
        Assert.Equal(ServerRole.Observer, decision.Target![2].Role);
    }

    [Fact]
    public void An_observer_gets_a_vote_by_its_own_settings_alone()
    {
        string line = ServerSpec.Format(Scene.Settings.At(2) with { Role = ServerRole.Observer });

        Acts(new Scene(2, 0, 1) { OtherLines = [line], Wanted = Scene.Replicas(3) }, "adding zk-2: 2 → 3 voters", 0, 1, 2);
        Nothing(new Scene(0, 0, 1) { OtherLines = [line], Newcomers = [2], Wanted = Scene.Replicas(3) }, "2 voters");
    }

    [Fact]
    public void A_configuration_that_has_the_newcomers_by_now_needs_no_change()
    {
        var scene = new Scene(1, 0) { Wanted = Scene.Replicas(3), Newcomers = [2] };

        Assert.Null(scene.Decision.TargetFor(scene.Facts, new Scene(1, 0, 1, 2).Configuration));
        Assert.Equal(3, scene.Decision.TargetFor(scene.Facts, scene.Configuration)!.Count);
    }

    [Fact]
    public void A_newcomer_that_has_not_followed_the_configuration_read_now_is_not_added_to_it()
    {
        var scene = new Scene(1, 0) { Wanted = Scene.Replicas(3), Newcomers = [2] };

        Assert.Null(scene.Decision.TargetFor(scene.Facts, scene.Configuration with { Version = scene.Version + 1 }));
    }

    private static void Acts(Scene scene, string sentence, params int[] voters)
    {
        var decision = scene.Decision;
        Assert.Equal((RunningAction.Promote, sentence), (decision.Action, decision.Sentence));
        Assert.Equal(voters.Select(Scene.Settings.At), decision.Target!);
    }

    private static void Waits(Scene scene, string sentence) => Is(RunningAction.Wait, scene, sentence);

    private static void Nothing(Scene scene, string sentence) => Is(RunningAction.Nothing, scene, sentence);

    private static void Is(RunningAction action, Scene scene, string sentence)
    {
        var decision = scene.Decision;
        Assert.Equal(action, decision.Action);
        Assert.Null(decision.Target);
        Assert.Contains(sentence, decision.Sentence, StringComparison.Ordinal);
    }
}
