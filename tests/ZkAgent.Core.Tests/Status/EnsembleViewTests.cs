using System.Text.Json;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Status;
using ZkAgent.Core.Tests.Protocol;

namespace ZkAgent.Core.Tests.Status;

public sealed class EnsembleViewTests
{
    private static readonly EnsembleTopology Three = Topology(3);

    [Fact]
    public void A_real_ensemble_has_a_leader_a_quorum_and_everybody_in_sync()
    {
        var view = View(Three, Real("follower"), Real("follower"), Real("leader"));
        Assert.True(view.HasQuorum);
        Assert.Equal("3 of 3 voters serve, zk-2 leads in epoch 1", view.Sentence);
        Assert.All(view.Rows, row => Assert.Equal("yes", row.InSync));
        Assert.Empty(view.Warnings);
    }

    [Fact]
    public void Of_two_that_claim_to_lead_the_newer_epoch_is_right()
    {
        var view = View(Three, Says("leader", "0x300000004"), Says("leader", "0x400000000"), Says("follower", "0x300000004"));
        Assert.Equal("zk-1", view.Leader!.Server.ShortName);
        Assert.Equal("leader of an old epoch", view.Rows[0].State.Text);
        Assert.Equal("no", view.Rows[0].InSync);
        Assert.Contains("zk-0 still says it leads; zk-1 leads in a newer epoch", view.Warnings);
        // The follower has the old zxid because nothing was written in the new epoch yet.
        Assert.Equal("yes", view.Rows[2].InSync);
        Assert.True(view.HasQuorum);
    }

    [Fact]
    public void Text_of_another_member_cannot_steer_a_terminal()
    {
        var text = StatusTable.Render(View(Three, Real("leader"), Fails(AnswerKind.Unresolved, "\e[2Jgone\nzk-9 serves"), Real("follower")), colour: false);
        Assert.DoesNotContain('\e', text);
        Assert.DoesNotContain("\nzk-9", text, StringComparison.Ordinal);
        Assert.Contains(@"\u001b[2Jgone\nzk-9 serves", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lag_is_counted_inside_an_epoch_and_named_across_epochs()
    {
        var view = View(Three, Says("leader", "0x400000010"), Says("follower", "0x40000000d"), Says("follower", "0x300000001"));
        Assert.Equal(["yes", "behind", "no: epoch 3 of 4"], view.Rows.Select(row => row.InSync));
        Assert.Equal([new(0, "0"), new(3, "3"), new(null, "older epoch")], view.Rows.Select(row => row.Lag));
    }

    [Fact]
    public void Right_after_an_election_no_number_is_made_up_for_a_follower_that_still_shows_its_old_zxid()
    {
        var view = View(Three, Says("leader", "0x400000000"), Says("follower", "0x300000007"), Says("follower", "0x500000001"));
        Assert.Equal([new(0, "0"), new(null, "older epoch"), new(null, "newer epoch")], view.Rows.Select(row => row.Lag));
        Assert.Equal("yes", view.Rows[1].InSync);
    }

    [Fact]
    public void A_lag_without_a_leader_is_not_known()
    {
        Assert.All(View(Three, Says("follower", "0x400000001"), Real("looking"), Real("looking")).Rows, row => Assert.Equal(new(null, "-"), row.Lag));
        Assert.Equal(new(null, "-"), View(Topology(1), Real("standalone")).Rows[0].Lag);
        // Asked a moment later than the leader, and with no transaction yet.
        var view = View(Three, Says("leader", "0x400000010"), Says("follower", "0x400000011"), Says("follower", "0xffffffffffffffff"));
        Assert.Equal([new(0, "0"), new(0, "0"), new(null, "-")], view.Rows.Select(row => row.Lag));
    }

    [Fact]
    public void Without_a_majority_the_missing_are_named_with_their_reasons()
    {
        var view = View(Three, Real("looking"), Fails(AnswerKind.Unresolved, "name does not resolve"), Fails(AnswerKind.Refused, "connection refused"));
        Assert.False(view.HasQuorum);
        Assert.Equal("no quorum: 0 of 3 voters serve, 2 are needed; missing: zk-0 (looking for a quorum), zk-1 (name does not resolve), zk-2 (connection refused)", view.Sentence);
    }

    [Fact]
    public void A_leader_that_hears_a_majority_is_believed_where_its_followers_are_out_of_our_reach()
    {
        var view = View(Three, Fails(AnswerKind.TimedOut, "no answer within 3 s"), Fails(AnswerKind.TimedOut, "no answer within 3 s"), Real("leader"));
        Assert.True(view.HasQuorum);
        Assert.Equal("zk-2 leads in epoch 1 with 2 followers in sync; only 1 of 3 voters answered here", view.Sentence);
    }

    [Fact]
    public void Observers_do_not_count()
    {
        var topology = Topology(3, observers: 1);
        var view = View(topology, Real("looking"), Fails(AnswerKind.Refused, "connection refused"), Says("follower", "0x1"), Says("observer", "0x1"));
        Assert.False(view.HasQuorum);
        Assert.StartsWith("no quorum: 1 of 3 voters serve", view.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void One_server_alone_serves_standalone_but_one_of_three_is_a_warning()
    {
        Assert.True(View(Topology(1), Real("standalone")).HasQuorum);
        var view = View(Three, Real("standalone"), Real("looking"), Real("looking"));
        Assert.False(view.HasQuorum);
        Assert.Contains("zk-0 runs standalone although the ensemble has 3 servers: its data is its own", view.Warnings);
    }

    [Fact]
    public void Different_versions_and_memberships_are_warned_of()
    {
        var view = View(Topology(5), Real("leader", "3.8.0"), Real("follower"), Real("follower"), Real("looking"), Real("looking"));
        Assert.Equal([
            "versions differ: 3.8.0 on zk-0, 3.9.3 on zk-1, zk-2",
            "3 voters are counted by zk-0, zk-1, zk-2, expected were 5: the server lists differ"], view.Warnings);
    }

    [Fact]
    public void The_table_is_aligned_and_plain()
    {
        var text = StatusTable.Render(View(Three, Real("leader"), Fails(AnswerKind.Unresolved, "name does not resolve"), Says("follower", "0xff")), colour: false);
        Assert.Equal("""
            ORDINAL  MYID  NAME  ROLE         STATE                  VERSION  LATENCY  CONNECTIONS  ZXID         LAG          IN SYNC
            0        1     zk-0  participant  leader                 3.9.3    0/0/0    1            0x100000000  0            yes
            1        2     zk-1  participant  name does not resolve  -        -        -            -            -            no
            2        3     zk-2  participant  follower               -        -        -            0xff         older epoch  yes

            2 of 3 voters serve, zk-0 leads in epoch 1

            """, text);
    }

    [Fact]
    public void Colour_changes_no_column()
    {
        var view = View(Three, Real("leader"), Real("looking"), Real("follower"));
        var coloured = StatusTable.Render(view, colour: true);
        Assert.Contains("\e[32mleader\e[0m", coloured, StringComparison.Ordinal);
        foreach (var escape in (string[])["\e[0m", "\e[31m", "\e[32m", "\e[33m"]) coloured = coloured.Replace(escape, "", StringComparison.Ordinal);
        Assert.Equal(StatusTable.Render(view, colour: false), coloured);
    }

    [Fact]
    public void The_JSON_holds_the_reports_and_the_reason()
    {
        using var json = JsonDocument.Parse(StatusJson.Render(View(Three, Real("leader"), Real("looking"), Real("follower"))));
        Assert.True(json.RootElement.GetProperty("quorum").GetBoolean());
        Assert.Equal("zk-0", json.RootElement.GetProperty("leader").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("servers")[0].GetProperty("report").GetProperty("syncedFollowers").GetInt32());
        Assert.Equal(0, json.RootElement.GetProperty("servers")[0].GetProperty("lagTransactions").GetInt64());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("servers")[1].GetProperty("report").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("servers")[1].GetProperty("lagTransactions").ValueKind);
    }

    [Fact]
    public void With_weights_the_heavy_leader_serves_alone_and_light_members_do_not()
    {
        var weighted = Three with { Rule = QuorumRule.Parse("1*10:2*1:3*1", [new(1), new(2), new(3)])! };
        var alone = FourLetterAnswer.OfText("mntr", "zk_server_state\tleader\nzk_quorum_size\t3\nzk_synced_followers\t0\n");
        var leader = new Sample(default, default, FourLetterAnswer.OfText("srvr", "Mode: leader\nZxid: 0x100000002\n"), alone);
        var gone = Fails(AnswerKind.Refused, "connection refused");
        var heavy = View(weighted, leader.Under(weighted.Rule, new(1)), gone, gone);
        Assert.Equal((true, "1 of 3 voters with weight 10 of 12 serve, zk-0 leads in epoch 1"), (heavy.HasQuorum, heavy.Sentence));

        var light = View(weighted, gone, leader.Under(weighted.Rule, new(2)), gone);
        Assert.False(light.HasQuorum);
        Assert.StartsWith("no quorum: 0 of 3 voters with weight 0 of 12 serve, weight 7 of 12 is needed; missing: zk-0", light.Sentence, StringComparison.Ordinal);
        Assert.Contains("short of the 1 that a quorum of 3 voters needs by their weights", ServiceChecks.Quorum(light.Rows[1].Member.Report!).Reason, StringComparison.Ordinal);
    }

    private static EnsembleTopology Topology(int voters, int observers = 0) => new([.. Enumerable.Range(0, voters + observers).Select(i => new EnsembleServer(
        new(i + 1), $"zk-{i}.zk-hs.default.svc.cluster.local", 2888, 3888, i < voters ? ServerRole.Participant : ServerRole.Observer, 2181))]);

    private static EnsembleView View(EnsembleTopology topology, params Sample[] samples) =>
        EnsembleView.Of(topology, [.. topology.Servers.Zip(samples, (server, sample) => new MemberSample(server, sample))]);

    private static Sample Real(string state, string version = "3.9.3") => new(default, default, RecordedAnswers.Answer(version, state, "srvr"), RecordedAnswers.Answer(version, state, "mntr"));

    private static Sample Says(string mode, string zxid) => new(default, default, FourLetterAnswer.OfText("srvr", $"Mode: {mode}\nZxid: {zxid}\n"), null);

    private static Sample Fails(AnswerKind kind, string reason) => new(default, default, FourLetterAnswer.Without(kind, reason), null);
}
