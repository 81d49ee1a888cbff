using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Restores;
using ZkAgent.Core.Tests.DataGuard;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.Restores;

/// <summary>What ZK_RESTORE decides for zk-0 of three.</summary>
public sealed class RestoreDecisionTests
{
    private static readonly EnsembleId Restore = GivenRestore.Id("b", "0x5", "1");
    private static readonly EnsembleId Another = GivenRestore.Id("b", "0x5", "2");
    private static readonly LocalMember Local = Three.LocalMemberOf(1);
    private static readonly LocalVolume Empty = Three.Own(MemberData.Empty);
    private static readonly LocalVolume Placed = Empty with { Placed = Restore };

    [Fact]
    public void Without_the_setting_there_is_no_verdict() => Assert.Null(RestoreDecision.Decide(Facts(Empty, Asks(2), Asks(3)) with { Restore = null }));

    [Fact]
    public void All_that_are_empty_and_ask_for_it_in_two_rounds_place_it()
    {
        var once = Facts(Empty, Asks(2), Asks(3)) with { Before = [] };
        Assert.Contains("they are asked once more", Hold(once), StringComparison.Ordinal);
        Assert.Equal(GuardAction.Place, Decide(Facts(Empty, Asks(2), Asks(3))).Action);
    }

    [Fact]
    public void Two_lives_of_a_peer_are_not_two_rounds() =>
        Assert.Contains("asked once more", Hold(Facts(Empty, Asks(2), Asks(3)) with { Before = [Asks(2, life: "earlier"), Asks(3)] }), StringComparison.Ordinal);

    [Theory]
    [InlineData(MemberData.Lost)]
    [InlineData(MemberData.Damaged)]
    [InlineData(MemberData.Initialized)]
    public void Lost_and_damaged_volumes_count_as_empty_when_all_agree(MemberData data) =>
        Assert.Equal(GuardAction.Place, Decide(Facts(Three.Own(data), Asks(2, data), Asks(3))).Action);

    [Fact]
    public void A_silent_peer_is_waited_for() => Assert.Contains("waiting for zk-2", Hold(Facts(Empty, Asks(2), Three.Silent(Local, 3))), StringComparison.Ordinal);

    [Fact]
    public void A_peer_that_asks_for_no_restore_is_named() => Assert.Contains("zk-2 asks for no restore", Hold(Facts(Empty, Asks(2), Three.Tells(Local, 3, Three.Holds(MemberData.Empty)))), StringComparison.Ordinal);

    [Fact]
    public void Another_restore_is_named_with_both_ids()
    {
        var said = Hold(Facts(Empty, Asks(2), Asks(3, Another)));
        Assert.Contains(Restore.Abbreviated, said, StringComparison.Ordinal);
        Assert.Contains(Another.Abbreviated, said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_peer_with_data_is_named_with_both_ids()
    {
        var said = Hold(Facts(Placed, Asks(2, placed: true), Three.Tells(Local, 3, Three.Holds(MemberData.Data, Three.Theirs))), RestoreState.Placed);
        Assert.Contains($"zk-2 has data of ensemble {Three.Theirs.Abbreviated}", said, StringComparison.Ordinal);
        Assert.Contains(Restore.Abbreviated, said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_placed_member_waits_for_the_others_and_starts_nothing() =>
        Assert.Contains("waiting until zk-2 has placed it", Hold(Facts(Placed, Asks(2, placed: true), Asks(3)), RestoreState.Placed), StringComparison.Ordinal);

    [Fact]
    public void All_commit_with_the_highest_epoch_that_one_of_them_placed()
    {
        var own = Placed with { Newest = new(100_010, 5) };
        Assert.Equal(100_015, Epoch(Facts(own, At(Asks(2, placed: true), 100_011), At(Asks(3, placed: true), 100_015))));
        Assert.Equal(100_010, Epoch(Facts(own, At(Asks(2, placed: true), 100_009), At(Asks(3, placed: true), 100_008))));
        Assert.Equal(100_015, Epoch(Facts(own, Three.Silent(Local, 2), At(Three.Tells(Local, 3, Three.Holds(MemberData.Data, Restore)), 100_015))));

        static PeerAnswer At(PeerAnswer peer, long epoch) => peer with { Report = peer.Report! with { Volume = peer.Report.Volume! with { Newest = new(epoch, 5) } } };
        static long Epoch(GuardFacts facts) => RestoreDecision.Decide(facts) is { Decision.Action: GuardAction.Commit } verdict ? verdict.Epoch : 0;
    }

    [Fact]
    public void It_commits_when_all_have_placed_it() => Assert.Equal(GuardAction.Commit, Decide(Facts(Placed, Asks(2, placed: true), Asks(3, placed: true))).Action);

    [Fact]
    public void It_commits_next_to_a_member_that_committed_whichever_others_are_silent() =>
        Assert.Equal(GuardAction.Commit, Decide(Facts(Placed, Three.Silent(Local, 2), Three.Tells(Local, 3, Three.Holds(MemberData.Data, Restore)))).Action);

    [Fact]
    public void A_blank_member_next_to_one_that_committed_only_joins()
    {
        var verdict = RestoreDecision.Decide(Facts(Empty, Asks(2), Three.Tells(Local, 3, Three.Holds(MemberData.Data, Restore))))!;
        Assert.Null(verdict.Decision);
        Assert.Equal(RestoreState.Waiting, verdict.State);
    }

    [Fact]
    public void A_volume_with_another_restore_placed_gets_the_new_one() => Assert.Equal(GuardAction.Place, Decide(Facts(Empty with { Placed = Another }, Asks(2), Asks(3))).Action);

    [Fact]
    public void Own_data_of_another_ensemble_is_refused_with_both_ids()
    {
        var decision = Decide(Facts(Three.Own(MemberData.Data, Three.IdentityOf(1, Three.Ours, 1, 2, 3)), Asks(2), Asks(3)));
        Assert.Equal(GuardAction.Refuse, decision.Action);
        Assert.Contains(Three.Ours.Abbreviated, decision.Sentence, StringComparison.Ordinal);
        Assert.Contains(Restore.Abbreviated, decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_restored_volume_starts_as_without_the_setting()
    {
        var own = Three.Own(MemberData.Data, Three.IdentityOf(1, Restore, 1, 2, 3));
        Assert.Equal(RestoreState.Done, RestoreDecision.Decide(Facts(own, Asks(2), Asks(3)))!.State);
        var remembered = Three.Own(MemberData.Data, Three.IdentityOf(1, Another, 1, 2, 3) with { Restored = "/b@latest 1" });
        var verdict = RestoreDecision.Decide(Facts(remembered) with { Restore = new("/b@latest 1", null, null) })!;
        Assert.Equal(RestoreState.Done, verdict.State);
        Assert.Null(verdict.Decision);
    }

    [Fact]
    public void A_restored_volume_that_lost_its_data_is_not_restored_again()
    {
        Assert.Equal(RestoreState.Done, RestoreDecision.Decide(Facts(Three.Own(MemberData.Lost, Three.IdentityOf(1, Restore)), Asks(2), Asks(3)))!.State);
        Assert.Contains("ZK_RESTORE_NAME", Hold(Facts(Empty, Asks(2), Three.Tells(Local, 3, Three.Holds(MemberData.Lost, Restore)))), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_starts_where_the_backup_cannot_be_read()
    {
        var own = Facts(Three.Own(MemberData.Data, Three.IdentityOf(1, Three.Ours))) with { Restore = new("s", null, "cannot read it") };
        Assert.Null(RestoreDecision.Decide(own)!.Decision);
        Assert.Contains("cannot read it", Hold(own with { Volume = Empty }, RestoreState.Reading), StringComparison.Ordinal);
        Assert.Contains("being read", Hold(own with { Restore = new("s", null, null) }, RestoreState.Reading), StringComparison.Ordinal);
    }

    [Fact]
    public void Next_to_a_quorum_only_the_restored_ensemble_is_joined()
    {
        Assert.Null(RestoreDecision.Decide(Facts(Empty, Three.Tells(Local, 2, Three.Holds(MemberData.Data, Restore), serving: true), Asks(3)))!.Decision);
        Assert.Contains($"serves in ensemble {Three.Theirs.Abbreviated}", Hold(Facts(Empty, Three.Tells(Local, 2, Three.Holds(MemberData.Data, Three.Theirs), serving: true), Asks(3))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_observer_waits_for_the_quorum()
    {
        var local = Three.LocalMemberOf(3, participants: 2);
        Assert.Null(RestoreDecision.Decide(Facts(Empty, Asks(1), Asks(2)) with { LocalMember = local })!.Decision);
    }

    [Fact]
    public void A_single_server_places_and_commits_alone()
    {
        var local = Three.LocalMemberOf(1, servers: 1);
        Assert.Equal(GuardAction.Place, Decide(Facts(Empty) with { LocalMember = local }).Action);
        Assert.Equal(GuardAction.Commit, Decide(Facts(Placed) with { LocalMember = local }).Action);
    }

    [Fact]
    public void With_one_that_places_the_others_wait_for_it()
    {
        var facts = Facts(Empty, Asks(2), Asks(3));
        Assert.Equal(GuardAction.Place, RestoreDecision.Decide(facts, [new ServerId(1)])!.Decision!.Value.Action);
        Assert.Contains("zk-1 restores the backup", RestoreDecision.Decide(facts, [new ServerId(2)])!.Sentence, StringComparison.Ordinal);
        Assert.Equal(GuardAction.Commit, RestoreDecision.Decide(facts with { Volume = Placed }, [new ServerId(1)])!.Decision!.Value.Action);
    }

    [Fact]
    public void A_member_without_the_setting_founds_nothing_next_to_one_with_it()
    {
        var decision = VoteDecision.Decide(Facts(Empty, Asks(2), Asks(3)) with { Restore = null, Overrides = new(Bootstrap: true, Volume: false, Damaged: false) });
        Assert.Equal(GuardAction.Hold, decision.Action);
        Assert.Contains("set ZK_RESTORE on all members or on none", decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_without_an_identity_is_held_next_to_newer_data_of_an_ensemble()
    {
        var own = Three.Own(MemberData.Data) with { Newest = new(3, 0x300000009) };
        var newer = Three.Tells(Local, 2, Three.Holds(MemberData.Data, Restore) with { Newest = new(500_000, 0x200000001) });
        var facts = Facts(own, newer, Three.Silent(Local, 3)) with { Restore = null };
        Assert.Equal(GuardAction.Hold, VoteDecision.Decide(facts).Action);
        Assert.Contains("ZK_FORCE_VOLUME", VoteDecision.Decide(facts).Sentence, StringComparison.Ordinal);
        Assert.Equal(GuardOverride.Volume, VoteDecision.Decide(facts with { Overrides = new(false, Volume: true, false) }).Override);
        Assert.Equal(GuardAction.Start, VoteDecision.Decide(facts with { Now = [newer, Three.Tells(Local, 3, Three.Holds(MemberData.Data, Restore), serving: true)] }).Action);
        Assert.Equal(GuardAction.Start, VoteDecision.Decide(facts with { Volume = own with { Newest = new(500_001, 1) } }).Action);
        Assert.Equal(GuardAction.Start, VoteDecision.Decide(facts with { Volume = own with { VolumeIdentity = Three.IdentityOf(1, null) } }).Action);
    }

    private static GuardFacts Facts(LocalVolume own, params PeerAnswer[] peers) => new(Local, own, peers, peers, GuardOverrides.None) { Restore = new("/b@latest 1", Restore, null) };

    private static PeerAnswer Asks(int id, MemberData data = MemberData.Empty, bool placed = false, string life = "one") => Asks(id, Restore, data, placed, life);

    private static PeerAnswer Asks(int peer, EnsembleId id, MemberData data = MemberData.Empty, bool placed = false, string life = "one")
    {
        var told = Three.Tells(Local, peer, Three.Holds(data, life: life));
        return told with { Report = told.Report! with { Restore = new(id, placed) } };
    }

    private static GuardDecision Decide(GuardFacts facts) => RestoreDecision.Decide(facts)!.Decision!.Value;

    private static string Hold(GuardFacts facts, RestoreState state = RestoreState.Waiting)
    {
        var verdict = RestoreDecision.Decide(facts)!;
        Assert.Equal(state, verdict.State);
        Assert.Equal(GuardAction.Hold, verdict.Decision!.Value.Action);
        return verdict.Sentence;
    }
}
