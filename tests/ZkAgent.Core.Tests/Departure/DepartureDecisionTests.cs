using Xunit;
using ZkAgent.Core.Departure;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.Departure;

public sealed class DepartureDecisionTests
{
    private enum Peer { InSync, Looking, Silent, Draining, DrainedAway }

    [Fact]
    public void A_member_of_a_healthy_ensemble_leaves_at_once() =>
        Leaves(Decide(self: 1, 3, Peer.InSync, Peer.InSync), "2 of 3 voters stay in sync");

    [Fact]
    public void It_waits_while_a_peer_is_missing() =>
        Waits(Decide(self: 1, 3, Peer.InSync, Peer.Silent), "a stop now would leave 1 of 3 voters in sync and a quorum needs 2; zk-2 does not answer");

    [Fact]
    public void It_waits_while_a_peer_looks_for_a_quorum() =>
        Waits(Decide(self: 2, 3, Peer.Looking, Peer.InSync), "zk-0: looking for a quorum");

    [Fact]
    public void Five_members_bear_one_that_is_missing() =>
        Leaves(Decide(self: 1, 5, Peer.InSync, Peer.InSync, Peer.InSync, Peer.Silent), "3 of 5");

    [Fact]
    public void Of_two_that_leave_together_the_higher_ordinal_goes_first()
    {
        Leaves(Decide(self: 3, 3, Peer.InSync, Peer.Draining), "leaving: 2 of 3 voters leave together");
        Leaves(Decide(self: 5, 5, Peer.InSync, Peer.InSync, Peer.Silent, Peer.Draining), "3 of 5 voters stay");
        Waits(Decide(self: 4, 5, Peer.InSync, Peer.InSync, Peer.Silent, Peer.Draining), "zk-4 is leaving too");
    }

    [Fact]
    public void With_weights_the_heavy_member_ends_the_quorum_and_a_light_one_does_not()
    {
        Leaves(Weighted(self: 1, Peer.InSync, Peer.InSync), "leaving: without zk-0 there is no quorum, because 1 of 3 voters with weight 10 of 12 is this one and a quorum needs weight 7 of 12");
        Leaves(Weighted(self: 2, Peer.InSync, Peer.Silent), "leaving: 1 of 3 voters with weight 10 of 12 stay in sync, a quorum needs weight 7 of 12");
        Waits(Weighted(self: 2, Peer.Silent, Peer.InSync), "would leave 1 of 3 voters with weight 1 of 12 in sync and a quorum needs weight 7 of 12; zk-0 does not answer");
        Leaves(Weighted(self: 2, Peer.InSync, Peer.Draining), "stay in sync");
    }

    private static DepartureDecision Weighted(int self, params Peer[] peers)
    {
        var local = LocalMemberOf(self, 3);
        local = local with { Topology = local.Topology with { Rule = QuorumRule.Parse("1*10:2*1:3*1", [new(1), new(2), new(3)])! } };
        return DepartureDecision.Decide(local, withoutQuorum: null, Answers(local, peers));
    }

    [Fact]
    public void A_majority_that_leaves_does_not_wait() =>
        Leaves(Decide(self: 1, 3, Peer.Draining, Peer.Draining), "3 of 3 voters leave together");

    [Fact]
    public void Without_a_quorum_there_is_nothing_to_wait_for() =>
        Leaves(DepartureDecision.Decide(LocalMemberOf(1, 3), TimeSpan.Zero, Answers(LocalMemberOf(1, 3), [Peer.Silent, Peer.Silent])), "serves in no quorum");

    [Fact]
    public void While_an_election_may_be_on_it_waits_for_a_moment()
    {
        var local = LocalMemberOf(2, 4);
        var peers = Answers(local, [Peer.Looking, Peer.Looking, Peer.DrainedAway]);
        Waits(DepartureDecision.Decide(local, TimeSpan.FromSeconds(1), peers), "waiting: there is no quorum at this moment, and 2 other voters are here to elect a leader with");
        Leaves(DepartureDecision.Decide(local, DepartureDecision.ElectionTimeout, peers), "serves in no quorum");
    }

    [Theory]
    [InlineData(1, "one voter")]
    [InlineData(2, "two voters")]
    public void One_or_two_voters_leave_at_once(int voters, string expected) =>
        Leaves(Decide(self: 1, voters, [.. Enumerable.Repeat(Peer.Silent, voters - 1)]), expected);

    [Fact]
    public void A_standalone_server_leaves_at_once() =>
        Leaves(DepartureDecision.Decide(LocalMemberOf(1, 1) with { Standalone = true }, withoutQuorum: null, []), "standalone");

    [Fact]
    public void An_observer_leaves_at_once()
    {
        var local = LocalMemberOf(4, 4, participants: 3);
        Leaves(DepartureDecision.Decide(local, withoutQuorum: null, []), "an observer does not count");
    }

    [Fact]
    public void Observers_do_not_stand_in_for_voters()
    {
        var local = LocalMemberOf(1, 4, participants: 3);
        var peers = Answers(local, [Peer.InSync, Peer.Silent, Peer.InSync]);
        Waits(DepartureDecision.Decide(local, withoutQuorum: null, peers), "1 of 3");
    }

    /// <summary>Every combination of peers: a member that leaves while others stay leaves a quorum of them.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public void A_member_that_leaves_leaves_a_quorum_or_there_was_none_to_keep(int voters)
    {
        var kinds = Enum.GetValues<Peer>();
        var combinations = (int)Math.Pow(kinds.Length, voters - 1);
        for (var self = 1; self <= voters; self++)
        {
            for (var combination = 0; combination < combinations; combination++)
            {
                var peers = new Peer[voters - 1];
                for (int i = 0, rest = combination; i < peers.Length; i++, rest /= kinds.Length) peers[i] = kinds[rest % kinds.Length];
                var decision = Decide(self, voters, peers);
                var draining = peers.Count(p => p is Peer.Draining or Peer.DrainedAway) + 1;
                if (!decision.Leave || draining * 2 > voters) continue;
                var here = peers.Count(p => p is Peer.InSync or Peer.Draining);
                Assert.True(here >= voters / 2 + 1, $"{self} left {string.Join(", ", peers)}: {decision.Sentence}");
            }
        }
    }

    private static DepartureDecision Decide(int self, int voters, params Peer[] peers)
    {
        var local = LocalMemberOf(self, voters);
        return DepartureDecision.Decide(local, withoutQuorum: null, Answers(local, peers));
    }

    private static List<PeerAnswer> Answers(LocalMember local, Peer[] peers) => [.. local.Peers.Zip(peers, (server, peer) => peer switch
    {
        Peer.InSync => Answer(server, serving: true, draining: false, "following"),
        Peer.Looking => Answer(server, serving: false, draining: false, "looking for a quorum"),
        Peer.Draining => Answer(server, serving: true, draining: true, "leaving"),
        Peer.DrainedAway => Answer(server, serving: false, draining: true, "leaving"),
        _ => new(server, null, "does not answer"),
    })];

    private static PeerAnswer Answer(EnsembleServer server, bool serving, bool draining, string sentence) =>
        new(server, new(server.Id, server.Host, serving, Leading: false, draining, sentence), "");

    private static LocalMember LocalMemberOf(int self, int servers, int? participants = null)
    {
        var topology = new EnsembleTopology([.. Enumerable.Range(1, servers).Select(id => new EnsembleServer(
            new(id), $"zk-{id - 1}.zk-hs", 2888, 3888, id <= (participants ?? servers) ? ServerRole.Participant : ServerRole.Observer, 2181))]);
        return new(topology, topology.Servers[self - 1], Standalone: false);
    }

    private static void Leaves(DepartureDecision decision, string sentence)
    {
        Assert.True(decision.Leave, decision.Sentence);
        Assert.Contains(sentence, decision.Sentence, StringComparison.Ordinal);
    }

    private static void Waits(DepartureDecision decision, string sentence)
    {
        Assert.False(decision.Leave, decision.Sentence);
        Assert.Contains(sentence, decision.Sentence, StringComparison.Ordinal);
    }
}
