using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;

namespace ZkAgent.Core.Tests.Membership;

/// <summary>Section 7, rows 3 and 10.</summary>
public sealed class MembershipReadinessTests
{
    private const string ChangedPort = "server.2=zk-1.zk-hs.default.svc.cluster.local:2888:3888:participant;2182";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void No_member_of_a_new_ensemble_is_ready_before_all_wanted_voters_were_there_once(int self) =>
        Is(false, new(self, 0) { Wanted = Scene.Replicas(3), Newcomers = [1] }, "configuration 100000005 has 1 voter, and a new ensemble is not ready before it has the 3 that are wanted");

    [Fact]
    public void With_all_wanted_voters_it_is_ready() => Is(true, new(0, 0, 1, 2) { Wanted = Scene.Replicas(3) }, "configuration 100000005 has 3 voters");

    [Fact]
    public void An_ensemble_that_was_complete_once_stays_ready_while_it_grows() => Is(true, new(1, 0) { Wanted = Scene.Replicas(3), Complete = [0] }, "1 voter");

    [Fact]
    public void Under_ordered_creation_it_is_ready_without_them() =>
        Is(true, new(0, 0) { Wanted = Scene.Replicas(3) }, "ready, because pods are created in order (ZK_POD_MANAGEMENT=OrderedReady)", ordered: true);

    [Fact]
    public void Where_the_range_is_unknown_the_settings_say_how_many() => Is(false, new(0, 0), "before it has the 2 that are wanted", replicas: 2);

    [Fact]
    public void Observers_do_not_count() => Is(true, new(0, 0) { Pattern = Scene.Settings with { Participants = 1 }, Wanted = Scene.Replicas(3) }, "1 voter");

    [Fact]
    public void A_member_whose_line_differs_from_the_settings_is_not_ready() => Is(false, new(1, 0, 1, 2) { OtherLines = [ChangedPort], Wanted = Scene.Replicas(3) },
        $"ZooKeeper still runs with {ChangedPort}; the settings have server.2=zk-1.zk-hs.default.svc.cluster.local:2888:3888:participant;2181");

    [Fact]
    public void While_a_voter_is_static_no_line_can_change_and_a_rolling_restart_goes_on() =>
        Is(true, new(1, 0, 1, 2) { OtherLines = [ChangedPort], Wanted = Scene.Replicas(3), Static = [0] }, "3 voters");

    /// <summary>The line may have a client port without TLS that the settings closed.</summary>
    [Fact]
    public void A_silent_voter_does_not_make_a_member_with_another_line_ready() =>
        Is(false, new(1, 0, 1, 2) { Version = 0x200000000, OtherLines = [ChangedPort], Wanted = Scene.Replicas(3), Silent = [2] }, "ZooKeeper still runs with");

    [Fact]
    public void An_observer_that_is_to_get_a_vote_is_ready() => Is(true,
        new(3, 0, 1, 2) { Wanted = Scene.Replicas(4), Complete = [0], OtherLines = [ServerSpec.Format(Scene.Settings.At(3) with { Role = ServerRole.Observer })] }, "3 voters");

    [Fact]
    public void Without_a_configuration_it_is_not_ready()
    {
        var facts = new Scene(0, 0).Facts with { Configuration = null };
        Assert.False(MembershipReadiness.Decide(facts, 1, ordered: true).Pass);
    }

    /// <remarks>A newcomer that was not ready kept the rolling restart to dynamic membership from going on.</remarks>
    [Fact]
    public void A_newcomer_to_which_a_static_leader_sends_no_configuration_is_ready_in_an_ensemble_that_was_complete()
    {
        var facts = new Scene(3, 0, 1, 2) { Wanted = Scene.Replicas(5), Static = [0, 1], Complete = [2] }.Facts with { Configuration = null };
        var check = MembershipReadiness.Decide(facts, 3, ordered: false);
        Assert.True(check.Pass);
        Assert.Contains("no configuration has come from the leader yet, and zk-2 says", check.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ensemble_is_complete_with_the_voters_that_are_wanted()
    {
        Assert.True(MembershipReadiness.IsComplete(Scene.Settings, new Scene(0, 0, 1, 2).Configuration, Scene.Replicas(3), replicas: 5));
        Assert.False(MembershipReadiness.IsComplete(Scene.Settings, new Scene(0, 0, 1).Configuration, Scene.Replicas(3), replicas: 1));
    }

    private static void Is(bool ready, Scene scene, string sentence, bool ordered = false, int replicas = 1)
    {
        var check = MembershipReadiness.Decide(scene.Facts, replicas, ordered);
        Assert.Contains(sentence, check.Reason, StringComparison.Ordinal);
        Assert.Equal(ready, check.Pass);
    }
}
