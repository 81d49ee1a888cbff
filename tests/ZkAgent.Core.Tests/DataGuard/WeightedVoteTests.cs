using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;
using static ZkAgent.Core.Tests.DataGuard.Three;

namespace ZkAgent.Core.Tests.DataGuard;

/// <summary>The guard of members with weights 10, 1 and 1: zk-0 alone is a quorum.</summary>
public sealed class WeightedVoteTests
{
    private static readonly GuardOverrides Bootstrap = new(Bootstrap: true, Volume: false, Damaged: false);

    private static PeerAnswer[] LightHolders(LocalMember local) => [Tells(local, 2, Holds(MemberData.Data, started: true)), Tells(local, 3, Holds(MemberData.Data, started: true))];

    [Fact]
    public void The_heavy_member_that_lost_its_volume_waits_and_names_the_way_out() =>
        Is(GuardAction.Hold, "waiting for a quorum of members with data, weight 7 of 12; 2 of 3 voters with weight 2 of 12 are here; ZK_FORCE_BOOTSTRAP can't help, because by group.N and weight.N a quorum could form without zk-1 and zk-2; "
            + "if the missing volumes are gone for good, remove group.N and weight.N from all members and set ZK_FORCE_VOLUME", Decide(Weighted(1), Own(MemberData.Empty), LightHolders(Weighted(1))));

    [Fact]
    public void No_override_gives_it_a_blank_vote_that_is_a_quorum_alone() =>
        Is(GuardAction.Hold, "ZK_FORCE_BOOTSTRAP can't help", Decide(Weighted(1), Own(MemberData.Empty), LightHolders(Weighted(1)), overrides: Bootstrap));

    [Fact]
    public void A_blank_vote_is_given_where_every_quorum_needs_a_member_with_data_as_well()
    {
        // Weights 2, 1, 1: zk-0 has data and needs one more; zk-1 is the lowest.
        PeerAnswer[] peers = [Tells(Weighted(2, 2), 1, Holds(MemberData.Data, started: true)), Tells(Weighted(2, 2), 3, Holds(MemberData.Empty))];
        Is(GuardAction.Bootstrap, "votes with zk-0", Decide(Weighted(2, 2), Own(MemberData.Empty), peers, overrides: Bootstrap));
        peers = [Tells(Weighted(3, 2), 1, Holds(MemberData.Data, started: true)), Tells(Weighted(3, 2), 2, Holds(MemberData.Empty))];
        Is(GuardAction.Hold, "others have it or get it", Decide(Weighted(3, 2), Own(MemberData.Empty), peers, overrides: Bootstrap));
    }

    [Fact]
    public void A_light_member_needs_no_override_next_to_the_heavy_ones_data()
    {
        PeerAnswer[] peers = [Tells(Weighted(2), 1, Holds(MemberData.Data, started: true)), Silent(Weighted(2), 3)];
        Is(GuardAction.Hold, "zk-0 has data, so a member without may not vote", Decide(Weighted(2), Own(MemberData.Empty), peers, overrides: Bootstrap));
    }

    [Fact]
    public void A_volume_of_another_rule_is_refused_until_the_operator_takes_it()
    {
        var own = Own(MemberData.Data, IdentityOf(2, Ours, 1, 2, 3) with { Rule = Weighted(2).Topology.Rule });
        var local = LocalMemberOf(2);
        PeerAnswer[] peers = [Silent(local, 1), Silent(local, 3)];
        Is(GuardAction.Refuse, "cannot use this volume: when it last served a quorum was weight 7 of 12, by group.N and weight.N a quorum is 2 now", Decide(local, own, peers));
        Is(GuardAction.TakeVolume, "because ZK_FORCE_VOLUME says so", Decide(local, own, peers, overrides: new(Bootstrap: false, Volume: true, Damaged: false)));
        Is(GuardAction.Start, "with its vote", Decide(Weighted(2), own, [Silent(Weighted(2), 1), Silent(Weighted(2), 3)]));
        Is(GuardAction.Start, "with its vote", Decide(Weighted(2, 2), own, [Silent(Weighted(2), 1), Silent(Weighted(2), 3)]));
    }

    /// <summary>It has no line of groups: what quorums it served with is not known.</summary>
    [Fact]
    public void An_identity_of_an_earlier_version_is_compared_by_its_members_only() =>
        Is(GuardAction.Start, "with its vote", Decide(Weighted(2), Own(MemberData.Data, IdentityOf(2, Ours, 1, 2, 3) with { Rule = null }), [Silent(Weighted(2), 1), Silent(Weighted(2), 3)]));

    [Fact]
    public void The_identity_has_the_rule()
    {
        var identity = VolumeIdentityUpdate.WhenServing(Weighted(1), null, [], Ours).VolumeIdentity;
        Assert.Contains("groups=1*10:2*1:3*1\n", VolumeIdentityText.Write(identity), StringComparison.Ordinal);
        Assert.Equal(identity, VolumeIdentityText.Parse(VolumeIdentityText.Write(identity)));
        Assert.NotEqual(identity, identity with { Rule = null });
        Assert.Null(VolumeIdentityText.Parse("server=1\nserved=true\nmembers=1,2,3\ngroups=1:2\n"));
    }

    [Fact]
    public void Volumes_of_two_ensembles_are_told_apart_by_weight()
    {
        var own = Own(MemberData.Data, IdentityOf(2, Theirs, 1, 2, 3) with { Rule = null });
        PeerAnswer[] peers = [Tells(Weighted(2), 1, Holds(MemberData.Data, Ours)), Tells(Weighted(2), 3, Holds(MemberData.Data, Theirs))];
        Is(GuardAction.Refuse, "those of zk-0 belong to ensemble", Decide(Weighted(2), own, peers));
    }

    private static LocalMember Weighted(int self, int heavy = 10)
    {
        var local = LocalMemberOf(self);
        return local with { Topology = local.Topology with { Rule = QuorumRule.Parse($"1*{heavy}:2*1:3*1", [new(1), new(2), new(3)])! } };
    }

    private static void Is(GuardAction action, string sentence, GuardDecision decision)
    {
        Assert.Contains(sentence, decision.Sentence, StringComparison.Ordinal);
        Assert.Equal(action, decision.Action);
    }
}
