using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;

namespace ZkAgent.Core.Tests.Membership;

/// <summary>Table 4.3 and what section 7 adds to it.</summary>
public sealed class StoppingDecisionTests
{
    private static readonly Scene Condemned = new(4, 0, 1, 2, 3, 4) { Wanted = Scene.Replicas(3), Draining = [3, 4] };

    [Fact]
    public void An_unknown_range_is_asked_for_five_seconds() =>
        Is(StoppingAction.Wait, Condemned with { Wanted = new WantedMembers.Unknown("cannot reach the API server") }, "asking the API server whether this member stops for good: cannot reach the API server");

    [Fact]
    public void A_range_that_stays_unknown_means_a_stop_as_for_a_restart() => Is(StoppingAction.PassGate,
        Condemned with { Wanted = new WantedMembers.Unknown("cannot reach the API server") }, "stopping as for a restart: cannot reach the API server", asked: StoppingDecision.RangeTimeout);

    [Fact]
    public void A_statefulset_that_goes_away_keeps_its_membership() =>
        Is(StoppingAction.PassGate, Condemned with { Wanted = new WantedMembers.Gone("the StatefulSet is deleted") }, "stopping and keeping the membership, because the StatefulSet is deleted");

    [Fact]
    public void A_member_in_range_keeps_its_membership() => Is(StoppingAction.PassGate, Condemned with { Wanted = Scene.Replicas(5) }, "stopping for a while: zk-4 is within spec.replicas=5");

    [Fact]
    public void A_member_beyond_the_range_leaves_first_with_all_others_that_leave()
    {
        var decision = Is(StoppingAction.Leave, Condemned, "leaving the configuration first: removing zk-3 and zk-4: zk-3 and zk-4 are beyond spec.replicas=3");
        Assert.Equal([1, 2, 3], decision.Target!.Select(s => s.Id.Value));
    }

    [Fact]
    public void An_observer_beyond_the_range_leaves_as_well() => Is(StoppingAction.Leave,
        new Scene(3, 0, 1, 2) { Wanted = Scene.Replicas(3), OtherLines = [ServerSpec.Format(Scene.Settings.At(3) with { Role = ServerRole.Observer })] }, "removing zk-3");

    [Fact]
    public void A_member_that_has_left_stops_at_once_when_a_majority_knows_it() =>
        Is(StoppingAction.Stop, new(4, 0, 1, 2) { Wanted = Scene.Replicas(3), Behind = [1] }, "stopping for good: 3 voters remain");

    [Fact]
    public void A_member_that_has_left_waits_until_a_majority_knows_it() =>
        Is(StoppingAction.Wait, new(4, 0, 1, 2) { Wanted = Scene.Replicas(3), Behind = [1, 2] }, "this member has left; waiting until a quorum of the others has written it down: 1 of 3 voters so far");

    [Fact]
    public void A_member_without_a_quorum_waits_for_an_election() =>
        Is(StoppingAction.Wait, Condemned, "waiting for a quorum, to leave the configuration", withoutQuorum: TimeSpan.FromSeconds(4));

    [Fact]
    public void A_member_that_stays_without_a_quorum_stops_and_is_removed_by_the_others() =>
        Is(StoppingAction.Stop, Condemned, "ZooKeeper serves in no quorum here; the others remove this member", withoutQuorum: StoppingDecision.QuorumTimeout);

    [Fact]
    public void While_a_voter_is_static_a_member_beyond_the_range_stops_as_for_a_restart() =>
        Is(StoppingAction.PassGate, Condemned with { Static = [1] }, "stopping without having left the configuration: zk-1 still runs a static list");

    [Fact]
    public void A_leave_after_which_no_majority_would_serve_waits() =>
        Is(StoppingAction.Wait, Condemned with { Silent = [0, 1] }, "waiting to leave the configuration: zk-3 and zk-4 are beyond spec.replicas=3, and not removed now, because");

    [Fact]
    public void A_line_that_names_another_host_for_the_own_id_is_not_removed() => Is(StoppingAction.PassGate,
        new(3, 0, 1, 2) { Wanted = Scene.Replicas(3), OtherLines = ["server.4=zk-3.zk-hs.prod.svc.cluster.local:2888:3888:participant;2181"] }, "the configuration names another host for server 4");

    [Fact]
    public void A_configuration_without_those_that_leave_needs_no_change()
    {
        Assert.Null(StoppingDecision.TargetFor(Condemned.Facts, new Scene(4, 0, 1, 2).Configuration));
        Assert.Equal(3, StoppingDecision.TargetFor(Condemned.Facts, Condemned.Configuration)!.Count);
    }

    private static StoppingDecision Is(StoppingAction action, Scene scene, string sentence, TimeSpan asked = default, TimeSpan? withoutQuorum = null)
    {
        var decision = StoppingDecision.Decide(new(scene.Facts, asked, withoutQuorum));
        Assert.Contains(sentence, decision.Sentence, StringComparison.Ordinal);
        Assert.Equal(action, decision.Action);
        return decision;
    }
}
