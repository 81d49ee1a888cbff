using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;
using static ZkAgent.Core.Tests.DataGuard.Three;

namespace ZkAgent.Core.Tests.DataGuard;

public sealed class VoteDecisionTests
{
    private static readonly Core.Ensemble.LocalMember Zk0 = LocalMemberOf(1);

    [Fact]
    public void A_member_without_data_names_the_port_that_keeps_it_from_asking_and_one_with_data_does_not_wait()
    {
        PeerAnswer[] blocked = [.. Enumerable.Range(2, 2).Select(id => new PeerAnswer(Zk0.Topology.Servers[id - 1], null, "did not answer within 2 s on port 9141, but its port 3888 answers: a NetworkPolicy may block 9141") { IsBlocked = true })];

        Is(GuardAction.Hold, "held back: this volume is empty; waiting for zk-1 and zk-2: a first start needs all 3, because a member that cannot be asked may have data; "
            + "zk-1 did not answer within 2 s on port 9141, but its port 3888 answers: a NetworkPolicy may block 9141", Decide(Zk0, Own(MemberData.Empty), blocked));
        Is(GuardAction.Start, "has data", Decide(Zk0, Own(MemberData.Data), blocked));
    }

    [Fact]
    public void A_member_with_data_starts_whichever_members_answer() =>
        Is(GuardAction.Start, "ZooKeeper starts with its vote", Decide(Zk0, Own(MemberData.Data), [Silent(Zk0, 2), Silent(Zk0, 3)]));

    [Fact]
    public void A_member_that_was_initialized_starts() =>
        Is(GuardAction.Start, "initialized", Decide(Zk0, Own(MemberData.Initialized), [Silent(Zk0, 2), Silent(Zk0, 3)]));

    [Fact]
    public void A_member_of_an_ensemble_is_not_made_an_only_server_by_another_images_default()
    {
        var assumed = LocalMemberOf(1, servers: 1) with { AloneByDefault = true };
        var member = Own(MemberData.Data) with { IsOfEnsemble = true };

        Is(GuardAction.Refuse, "cannot use this volume as that of an only server: it has data as a member of an ensemble, and no setting says how many servers there are", Decide(assumed, member, []));
        Is(GuardAction.Start, "has data", Decide(assumed with { AloneByDefault = false }, member, []));
        Is(GuardAction.Start, "has data", Decide(assumed, member with { IsOfEnsemble = false }, []));
        // The members are known then: going down to one is judged by their number.
        Is(GuardAction.Start, "has data", Decide(assumed, Own(MemberData.Data, IdentityOf(1, Ours, 1)) with { IsOfEnsemble = true }, []));
    }

    [Fact]
    public void An_ensemble_is_founded_when_all_are_empty() =>
        Is(GuardAction.Bootstrap, "the volumes of all 3 participants are empty: a new ensemble is created",
            Decide(Zk0, Own(MemberData.Empty), [Tells(Zk0, 2, Holds(MemberData.Empty)), Tells(Zk0, 3, Holds(MemberData.Initialized, started: true))]));

    [Fact]
    public void One_round_of_answers_proves_nothing()
    {
        PeerAnswer[] now = [Tells(Zk0, 2, Holds(MemberData.Empty)), Tells(Zk0, 3, Holds(MemberData.Empty))];
        Is(GuardAction.Hold, "asked once more", Decide(Zk0, Own(MemberData.Empty), now, before: []));
    }

    [Fact]
    public void A_peer_that_restarted_between_the_rounds_is_asked_again()
    {
        PeerAnswer[] before = [Tells(Zk0, 2, Holds(MemberData.Empty)), Tells(Zk0, 3, Holds(MemberData.Empty))];
        PeerAnswer[] now = [Tells(Zk0, 2, Holds(MemberData.Empty, life: "another")), Tells(Zk0, 3, Holds(MemberData.Empty))];
        Is(GuardAction.Hold, "asked once more", Decide(Zk0, Own(MemberData.Empty), now, before));
    }

    [Fact]
    public void A_first_start_needs_all_members() =>
        Is(GuardAction.Hold, "held back: this volume is empty; waiting for zk-2: a first start needs all 3, because a member that does not resolve may have data",
            Decide(Zk0, Own(MemberData.Empty), [Tells(Zk0, 2, Holds(MemberData.Empty)), Silent(Zk0, 3)]));

    [Fact]
    public void A_member_without_an_agent_may_have_data() =>
        Is(GuardAction.Hold, "waiting for zk-2", Decide(Zk0, Own(MemberData.Empty), [Tells(Zk0, 2, Holds(MemberData.Empty)), WithoutAgent(Zk0, 3, serving: false)]));

    [Theory]
    [InlineData(MemberData.Empty)]
    [InlineData(MemberData.Lost)]
    public void A_member_without_data_joins_a_member_that_serves(MemberData own) =>
        Is(GuardAction.Join, "zk-2 serves in a quorum: ZooKeeper starts without a vote and joins it",
            Decide(Zk0, Own(own), [Silent(Zk0, 2), Tells(Zk0, 3, Holds(MemberData.Data, started: true), serving: true)]));

    [Fact]
    public void It_joins_members_without_an_agent_too() =>
        Is(GuardAction.Join, "zk-1 serves", Decide(Zk0, Own(MemberData.Empty), [WithoutAgent(Zk0, 2, serving: true), Silent(Zk0, 3)]));

    [Fact]
    public void It_does_not_vote_next_to_one_that_has_data() =>
        Is(GuardAction.Hold, "zk-2 has data, so a member without may not vote; waiting for a quorum of 2 members with data, 1 of them is here (zk-1 is empty); only if their volumes are gone for good, ZK_FORCE_BOOTSTRAP lets a quorum form with what is here",
            Decide(Zk0, Own(MemberData.Empty), [Tells(Zk0, 2, Holds(MemberData.Empty)), Tells(Zk0, 3, Holds(MemberData.Data, started: true))]));

    [Theory]
    [InlineData(MemberData.Lost)]
    [InlineData(MemberData.Damaged)]
    [InlineData(MemberData.Data)]
    public void Nothing_is_founded_where_a_member_held_data(MemberData peer) =>
        Assert.Equal(GuardAction.Hold, Decide(Zk0, Own(MemberData.Empty), [Tells(Zk0, 2, Holds(MemberData.Empty)), Tells(Zk0, 3, Holds(peer))]).Action);

    [Fact]
    public void One_that_lost_its_data_does_not_found() =>
        Is(GuardAction.Hold, "set ZK_FORCE_BOOTSTRAP to create a new ensemble",
            Decide(Zk0, Own(MemberData.Lost), [Tells(Zk0, 2, Holds(MemberData.Empty)), Tells(Zk0, 3, Holds(MemberData.Empty))]));

    [Fact]
    public void An_observer_with_data_is_evidence_too()
    {
        var local = LocalMemberOf(1, 4, participants: 3);
        PeerAnswer[] empty = [Tells(local, 2, Holds(MemberData.Empty)), Tells(local, 3, Holds(MemberData.Empty))];
        Assert.Equal(GuardAction.Bootstrap, Decide(local, Own(MemberData.Empty), [.. empty, Silent(local, 4)]).Action);
        Is(GuardAction.Hold, "zk-3 has data", Decide(local, Own(MemberData.Empty), [.. empty, Tells(local, 4, Holds(MemberData.Data))]));
    }

    [Fact]
    public void An_observer_waits_for_the_participants()
    {
        var local = LocalMemberOf(4, 4, participants: 3);
        PeerAnswer[] empty = [.. Enumerable.Range(1, 3).Select(i => Tells(local, i, Holds(MemberData.Empty)))];
        Is(GuardAction.Hold, "an observer starts once the participants have a quorum", Decide(local, Own(MemberData.Empty), empty));
    }

    [Fact]
    public void A_single_server_founds_its_ensemble_alone_and_not_a_second_time()
    {
        var alone = LocalMemberOf(1, 1);
        Is(GuardAction.Bootstrap, "there is no other participant", Decide(alone, Own(MemberData.Empty), []));
        Is(GuardAction.Refuse, "cannot start: this volume has lost its data; mount the one that holds the data", Decide(alone, Own(MemberData.Lost), []));
    }

    [Fact]
    public void Newcomers_of_a_grown_ensemble_are_told_what_to_do() =>
        Is(GuardAction.Hold, "the ensemble of zk-0 had one server and the list has 3: newcomers without data can't create it, and its own one is no quorum of 3; set ZK_REPLICAS and spec.replicas back to 1, nothing is lost",
            Decide(LocalMemberOf(2), Own(MemberData.Empty), [Tells(LocalMemberOf(2), 1, Holds(MemberData.Data, Ours, true, "one", 1)), Tells(LocalMemberOf(2), 3, Holds(MemberData.Empty))]));

    [Theory]
    [InlineData(MemberData.Empty, false)]
    [InlineData(MemberData.Lost, false)]
    [InlineData(MemberData.Empty, true)]
    public void They_are_told_while_the_smaller_ensemble_still_serves_and_no_override_lets_them_vote_against_it(MemberData own, bool forced) =>
        Is(GuardAction.Hold, "the ensemble of zk-0 had one server and the list has 3",
            Decide(LocalMemberOf(2), Own(own), [Tells(LocalMemberOf(2), 1, Holds(MemberData.Data, Ours, true, "one", 1), serving: true), Tells(LocalMemberOf(2), 3, Holds(MemberData.Empty))], overrides: new(forced, forced, forced)));

    [Fact]
    public void Nothing_damaged_is_moved_for_an_ensemble_that_this_member_can_not_join() =>
        Assert.Equal(GuardAction.Hold, Decide(LocalMemberOf(2), Own(MemberData.Damaged),
            [Tells(LocalMemberOf(2), 1, Holds(MemberData.Data, Ours, true, "one", 1), serving: true), Tells(LocalMemberOf(2), 3, Holds(MemberData.Empty))]).Action);

    [Fact]
    public void A_newcomer_joins_a_smaller_ensemble_that_is_a_quorum_of_the_longer_list()
    {
        var fourth = LocalMemberOf(4, 4);
        Assert.Equal(GuardAction.Join, Decide(fourth, Own(MemberData.Empty),
            [.. Enumerable.Range(1, 3).Select(i => Tells(fourth, i, Holds(MemberData.Data, Ours, true, "one", 1, 2, 3), serving: true))]).Action);
    }

    [Fact]
    public void Damaged_data_is_fetched_again_where_others_serve_and_kept_where_none_does()
    {
        Is(GuardAction.Quarantine, "zk-1 serves in a quorum that holds everything",
            Decide(Zk0, Own(MemberData.Damaged), [Tells(Zk0, 2, Holds(MemberData.Data, started: true), serving: true), Silent(Zk0, 3)]));
        Is(GuardAction.Hold, "it is repaired as soon as the other members have a quorum", Decide(Zk0, Own(MemberData.Damaged), [Silent(Zk0, 2), Silent(Zk0, 3)]));
        Is(GuardAction.Refuse, "cannot start with damaged data: this volume has a snapshot that ends too early", Decide(LocalMemberOf(1, 1), Own(MemberData.Damaged), []));
    }

    [Fact]
    public void What_is_damaged_again_within_the_hour_waits_for_the_operator()
    {
        var again = Own(MemberData.Damaged) with { RecentQuarantine = new(new(2026, 11, 21, 7, 30, 0, TimeSpan.Zero), QuarantineKind.Damage) };
        Is(GuardAction.Refuse, "moved aside from it within the hour already (quarantine-20261121T073000Z), so its disk may be failing",
            Decide(Zk0, again, [Tells(Zk0, 2, Holds(MemberData.Data, started: true), serving: true), Silent(Zk0, 3)]));
    }

    [Fact]
    public void An_override_founds_and_says_so()
    {
        var decision = Decide(Zk0, Own(MemberData.Lost), [Silent(Zk0, 2), Silent(Zk0, 3)], overrides: new(Bootstrap: true, false, false), silence: TimeSpan.FromMinutes(5));
        Is(GuardAction.Bootstrap, "because ZK_FORCE_BOOTSTRAP says so", decision);
        Assert.Equal(GuardOverride.Bootstrap, decision.Override);
    }

    [Fact]
    public void An_override_waits_for_members_that_may_have_data()
    {
        GuardOverrides forced = new(Bootstrap: true, false, false);
        PeerAnswer[] late = [Tells(Zk0, 2, Holds(MemberData.Empty)), Silent(Zk0, 3)];
        foreach (var silence in new[] { TimeSpan.Zero, TimeSpan.FromSeconds(299) })
            Is(GuardAction.Hold, "this volume is empty; ZK_FORCE_BOOTSTRAP waits 5 minutes for zk-2, because what a member that does not answer may hold would be thrown away",
                Decide(Zk0, Own(MemberData.Empty), late, overrides: forced, silence: silence));
        Assert.Equal(GuardAction.Bootstrap, Decide(Zk0, Own(MemberData.Empty), late, overrides: forced, silence: TimeSpan.FromMinutes(5)).Action);
        // Who answered a moment ago is not gone because another one is.
        Is(GuardAction.Hold, "ZK_FORCE_BOOTSTRAP waits 5 minutes for zk-2,",
            Decide(Zk0, Own(MemberData.Empty), [Silent(Zk0, 2), Silent(Zk0, 3)], overrides: forced, silence: TimeSpan.FromHours(1), lately: new(3)));
        // Another image without an agent may have data as well.
        Assert.Equal(GuardAction.Hold, Decide(Zk0, Own(MemberData.Empty), [late[0], Tells(Zk0, 3, null)], overrides: forced).Action);
        // Who answers is not waited for.
        Assert.Equal(GuardAction.Bootstrap, Decide(Zk0, Own(MemberData.Lost), [late[0], Tells(Zk0, 3, Holds(MemberData.Lost))], overrides: forced).Action);
    }

    [Fact]
    public void An_override_keeps_what_is_left_and_gives_no_more_votes_than_are_missing()
    {
        GuardOverrides forced = new(Bootstrap: true, false, false);
        Is(GuardAction.Bootstrap, "this volume is empty: it votes with zk-2 for a quorum with what zk-2 holds, because ZK_FORCE_BOOTSTRAP says so",
            Decide(Zk0, Own(MemberData.Empty), [Tells(Zk0, 2, Holds(MemberData.Empty)), Tells(Zk0, 3, Holds(MemberData.Data, started: true))], overrides: forced));
        var zk1 = LocalMemberOf(2);
        foreach (var lower in new[] { MemberData.Empty, MemberData.Lost, MemberData.Initialized })
            Is(GuardAction.Hold, "others have it or get it", Decide(zk1, Own(MemberData.Empty), [Tells(zk1, 1, Holds(lower)), Tells(zk1, 3, Holds(MemberData.Data, started: true))], overrides: forced));
        Assert.Equal(GuardAction.Bootstrap, Decide(zk1, Own(MemberData.Empty), [Silent(zk1, 1), Tells(zk1, 3, Holds(MemberData.Data, started: true))], overrides: forced, silence: TimeSpan.FromMinutes(5)).Action);
        var five = LocalMemberOf(2, 5);
        Assert.Equal(GuardAction.Bootstrap, Decide(five, Own(MemberData.Empty), [Tells(five, 1, Holds(MemberData.Empty)), Silent(five, 3), Silent(five, 4), Tells(five, 5, Holds(MemberData.Data, started: true))], overrides: forced, silence: TimeSpan.FromMinutes(5)).Action);
    }

    [Fact]
    public void An_override_gives_no_vote_before_ZooKeeper_runs_on_every_member_whose_data_is_kept() =>
        Is(GuardAction.Hold, "this volume is empty; ZK_FORCE_BOOTSTRAP waits until ZooKeeper runs on zk-2, whose data is kept",
            Decide(Zk0, Own(MemberData.Empty), [Tells(Zk0, 2, Holds(MemberData.Empty)), Tells(Zk0, 3, Holds(MemberData.Data))], overrides: new(Bootstrap: true, false, false)));

    [Fact]
    public void An_override_that_is_not_needed_changes_nothing()
    {
        var five = LocalMemberOf(1, 5);
        PeerAnswer[] three = [Tells(five, 2, Holds(MemberData.Data)), Tells(five, 3, Holds(MemberData.Data)), Tells(five, 4, Holds(MemberData.Data)), Silent(five, 5)];
        Assert.Equal(Decide(five, Own(MemberData.Empty), three), Decide(five, Own(MemberData.Empty), three, overrides: new(Bootstrap: true, false, false)));
    }

    [Fact]
    public void No_override_makes_an_empty_member_vote_against_a_quorum() =>
        Assert.Equal(GuardAction.Join, Decide(Zk0, Own(MemberData.Empty), [Tells(Zk0, 2, Holds(MemberData.Data), serving: true), Silent(Zk0, 3)], overrides: new(true, true, true)).Action);

    [Fact]
    public void An_override_starts_with_damaged_data()
    {
        var decision = Decide(Zk0, Own(MemberData.Damaged), [Silent(Zk0, 2), Silent(Zk0, 3)], overrides: new(false, false, Damaged: true));
        Is(GuardAction.Start, "ZK_FORCE_DAMAGED", decision);
        Assert.Equal(GuardOverride.Damaged, decision.Override);
    }

    [Fact]
    public void No_override_starts_with_damaged_data_where_the_others_mend_it()
    {
        GuardOverrides forced = new(false, false, Damaged: true);
        var damaged = Own(MemberData.Damaged);
        Is(GuardAction.Quarantine, "fetched again", Decide(Zk0, damaged, [Tells(Zk0, 2, Holds(MemberData.Data), serving: true), Silent(Zk0, 3)], overrides: forced));
        // They have a vote each and will be a quorum in a moment.
        foreach (var vote in new[] { MemberData.Data, MemberData.Initialized })
            Is(GuardAction.Hold, "repaired as soon as the other members have a quorum", Decide(Zk0, damaged, [Tells(Zk0, 2, Holds(MemberData.Data)), Tells(Zk0, 3, Holds(vote))], overrides: forced));
        Assert.Equal(GuardAction.Start, Decide(Zk0, damaged, [Tells(Zk0, 2, Holds(MemberData.Data)), Tells(Zk0, 3, Holds(MemberData.Empty))], overrides: forced).Action);
        // Damaged again within the hour: the data of the others does not repair it by itself.
        var again = damaged with { RecentQuarantine = new(new(2026, 11, 21, 7, 30, 0, TimeSpan.Zero), QuarantineKind.Damage) };
        Assert.Equal(GuardAction.Start, Decide(Zk0, again, [Tells(Zk0, 2, Holds(MemberData.Data), serving: true), Silent(Zk0, 3)], overrides: forced).Action);
    }

    [Fact]
    public void An_override_counts_a_ZooKeeper_that_runs_as_a_vote_whatever_is_on_its_volume()
    {
        // The exhaustive model found it, 26 steps from an empty ensemble: a member that joined a leader of no quorum has an empty database and a vote.
        GuardOverrides forced = new(Bootstrap: true, false, false);
        PeerAnswer data = Tells(Zk0, 2, Holds(MemberData.Data, started: true));
        Assert.Equal(GuardAction.Bootstrap, Decide(Zk0, Own(MemberData.Empty), [data, Tells(Zk0, 3, Holds(MemberData.Empty))], overrides: forced).Action);
        Is(GuardAction.Hold, "others have it or get it", Decide(Zk0, Own(MemberData.Empty), [data, Tells(Zk0, 3, Holds(MemberData.Empty, started: true))], overrides: forced));
    }

    [Fact]
    public void Two_overrides_together_give_no_blank_vote_next_to_a_damaged_member_that_may_vote()
    {
        // The exhaustive model found it: the blank vote and the damaged one elected each other, and the member with all data was outvoted.
        PeerAnswer[] peers = [Tells(Zk0, 2, Holds(MemberData.Data, started: true)), Tells(Zk0, 3, Holds(MemberData.Damaged))];
        Assert.Equal(GuardAction.Hold, Decide(Zk0, Own(MemberData.Empty), peers, overrides: new(Bootstrap: true, false, Damaged: true)).Action);
        Assert.Equal(GuardAction.Bootstrap, Decide(Zk0, Own(MemberData.Empty), peers, overrides: new(Bootstrap: true, false, false)).Action);
        PeerAnswer[] runs = [peers[0], Tells(Zk0, 3, Holds(MemberData.Damaged, started: true))];
        Assert.Equal(GuardAction.Hold, Decide(Zk0, Own(MemberData.Empty), runs, overrides: new(Bootstrap: true, false, false)).Action);
    }

    [Fact]
    public void A_list_that_shrank_too_far_is_refused()
    {
        var alone = LocalMemberOf(1, 1);
        Is(GuardAction.Refuse, "cannot use this volume with one participant: it last served with 3 (myids 1, 2, 3)", Decide(alone, Own(MemberData.Data, IdentityOf(1, Ours, 1, 2, 3)), []));
        Assert.Equal(GuardAction.Start, Decide(LocalMemberOf(1, 2), Own(MemberData.Data, IdentityOf(1, Ours, 1, 2, 3)), [Silent(LocalMemberOf(1, 2), 2)]).Action);
    }

    [Fact]
    public void An_override_takes_a_volume_that_would_be_refused_and_no_other()
    {
        GuardOverrides forced = new(false, Volume: true, false);
        var shrunk = Decide(LocalMemberOf(1, 1), Own(MemberData.Data, IdentityOf(1, Ours, 1, 2, 3)), [], overrides: forced);
        Is(GuardAction.TakeVolume, "it last served with 3 (myids 1, 2, 3)", shrunk);
        Is(GuardAction.TakeVolume, "it is taken nevertheless, because ZK_FORCE_VOLUME says so", shrunk);
        Assert.Equal(GuardOverride.Volume, shrunk.Override);
        PeerAnswer[] strangers = [Tells(Zk0, 2, Holds(MemberData.Data, Theirs), serving: true), Silent(Zk0, 3)];
        Assert.Equal(GuardAction.TakeVolume, Decide(Zk0, Own(MemberData.Data, IdentityOf(1, Ours)), strangers, overrides: forced).Action);

        PeerAnswer[] friends = [Tells(Zk0, 2, Holds(MemberData.Data, Ours), serving: true), Silent(Zk0, 3)];
        foreach (var own in new[] { MemberData.Data, MemberData.Lost, MemberData.Empty })
            Assert.Equal(Decide(Zk0, Own(own, IdentityOf(1, Ours)), friends), Decide(Zk0, Own(own, IdentityOf(1, Ours)), friends, overrides: forced));
    }

    [Fact]
    public void The_right_volumes_are_not_taken_where_the_override_is_set_on_all_members()
    {
        GuardOverrides forced = new(false, Volume: true, false);
        var own = Own(MemberData.Data, IdentityOf(1, Ours));
        // Two of three are of one ensemble: the third one is wrong.
        PeerAnswer[] oneWrong = [Tells(Zk0, 2, Holds(MemberData.Data, Ours)), Tells(Zk0, 3, Holds(MemberData.Data, Theirs, started: true))];
        Is(GuardAction.Hold, "waiting until zk-2, which is the wrong one", Decide(Zk0, own, oneWrong, overrides: forced));
        // One against one: the third may tell, and is awaited.
        PeerAnswer[] late = [Silent(Zk0, 2), Tells(Zk0, 3, Holds(MemberData.Data, Theirs))];
        Is(GuardAction.Hold, "which of them is wrong shows when 2 participants", Decide(Zk0, own, late, overrides: forced));
        Assert.Equal(GuardAction.TakeVolume, Decide(Zk0, own, late, overrides: forced, silence: TimeSpan.FromMinutes(5)).Action);
        // It answers and can't tell.
        Assert.Equal(GuardAction.TakeVolume, Decide(Zk0, own, [Tells(Zk0, 2, Holds(MemberData.Empty)), late[1]], overrides: forced).Action);
    }

    private static void Is(GuardAction action, string words, GuardDecision decision)
    {
        Assert.Contains(words, decision.Sentence, StringComparison.Ordinal);
        Assert.Equal(action, decision.Action);
    }
}
