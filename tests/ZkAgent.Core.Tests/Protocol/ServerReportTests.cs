using CsCheck;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Tests.Protocol;

public sealed class ServerReportTests
{
    [Theory]
    [InlineData("standalone", ServerMode.Standalone)]
    [InlineData("leader", ServerMode.Leader)]
    [InlineData("follower", ServerMode.Follower)]
    [InlineData("observer", ServerMode.Observer)]
    [InlineData("read-only", ServerMode.ReadOnly)]
    public void Srvr_and_mntr_of_a_real_server_agree_on_its_mode(string state, ServerMode mode)
    {
        foreach (var version in (string[])["3.8.0", "3.9.3"])
        {
            Assert.Equal(mode, SrvrText.Parse(RecordedAnswers.Text(version, state, "srvr"), new()).Mode);
            Assert.Equal(mode, MntrText.Parse(RecordedAnswers.Text(version, state, "mntr")).Mode);
            Assert.Equal(version, RecordedAnswers.Report(version, state).Version);
        }
    }

    [Theory]
    [InlineData("3.8.0")]
    [InlineData("3.9.3")]
    public void A_real_leader_tells_its_followers_and_its_epoch(string version)
    {
        var report = RecordedAnswers.Report(version, "leader");
        Assert.Equal(new Zxid(0x100000000), report.Zxid);
        Assert.Equal(1, report.Zxid!.Value.Epoch);
        Assert.Equal("leading - broadcast", report.PeerState);
        Assert.Equal(3, report.QuorumSize);
        Assert.Equal(2, report.SyncedFollowers);
        Assert.Equal(2, report.SyncedVotingFollowers);
        Assert.Equal(1, report.SyncedObservers);
        Assert.Equal(3, report.Learners);
        Assert.Equal(new Latency(0, 0, 0), report.Latency);
        Assert.Equal(5, report.NodeCount);
        Assert.Null(ServiceChecks.FirstFailure(report));
    }

    [Fact]
    public void A_3_4_leader_is_read_with_integers_and_followers()
    {
        var srvr = FourLetterAnswer.OfText("srvr",
            "Zookeeper version: 3.4.14-4c25d480e66aadd371de8bd2fd8da255ac140bcf, built on 03/06/2019 16:18 GMT\nLatency min/avg/max: 0/1/23\n" +
            "Received: 12\nSent: 11\nConnections: 2\nOutstanding: 0\nZxid: 0x70000001f\nMode: leader\nNode count: 4\nProposal sizes last/min/max: -1/-1/-1\n");
        var mntr = FourLetterAnswer.OfText("mntr",
            "zk_version\t3.4.14-4c25d480e66aadd371de8bd2fd8da255ac140bcf, built on 03/06/2019 16:18 GMT\nzk_avg_latency\t1\nzk_max_latency\t23\nzk_min_latency\t0\n" +
            "zk_packets_received\t12\nzk_server_state\tleader\nzk_followers\t2\nzk_synced_followers\t2\nzk_pending_syncs\t0\n");
        var report = ServerReport.Of(srvr, mntr)!;
        Assert.Equal(("3.4.14", ServerMode.Leader, 7L, 2L), (report.Version, report.Mode, report.Zxid!.Value.Epoch, report.Learners!.Value));
        Assert.Equal(new Latency(0, 1, 23), report.Latency);
        Assert.Null(ServiceChecks.FirstFailure(report));
    }

    [Fact]
    public void The_Prometheus_provider_prints_everything_as_doubles_and_labels_in_keys()
    {
        var report = MntrText.Parse(
            "zk_quorum_size\t3.0\nzk_synced_followers\t2.0\nzk_server_state\tleader\nzk_uptime\t30168.0\nzk_fsynctime{quantile=\"0.5\"}\tNaN\nzk_znode_count\t1.2E7\n");
        Assert.Equal((3L, 2L, 12_000_000L), (report.QuorumSize!.Value, report.SyncedFollowers!.Value, report.NodeCount!.Value));
        Assert.Equal(TimeSpan.FromMilliseconds(30168), report.Uptime);
    }

    [Fact]
    public void Unknown_lines_and_values_that_are_none_are_passed_over()
    {
        var report = ServerReport.Of(
            FourLetterAnswer.OfText("srvr", "READ-ONLY mode; serving\nFuture: 1\n: x\nZxid: pear\nLatency min/avg/max: 1/2\nMode: juggler\r\n"),
            FourLetterAnswer.OfText("mntr", "no tab here\n\tno name\nzk_quorum_size\tmany\nzk_uptime\t-1\nzk_synced_followers\t99999999999999999999\n"))!;
        Assert.Equal(ServerMode.Unknown, report.Mode);
        Assert.Null(report.Zxid);
        Assert.Null(report.Latency);
        Assert.Null(report.QuorumSize);
        Assert.Null(report.Uptime);
        Assert.Null(report.SyncedFollowers);
    }

    [Fact]
    public void The_pairs_of_mntr_are_all_there_in_order()
    {
        var text = RecordedAnswers.Text("3.9.3", "leader", "mntr");
        var reader = new MntrReader(text);
        var count = 0;
        while (reader.Read())
        {
            Assert.StartsWith("zk_", reader.Name.ToString(), StringComparison.Ordinal);
            count++;
        }

        Assert.Equal(text.Count(c => c == '\n'), count);
    }

    [Fact]
    public void A_million_random_and_truncated_answers_never_throw()
    {
        var real = (string[])[.. from v in (string[])["3.8.0", "3.9.3"] from s in (string[])["leader", "follower", "looking"] from w in (string[])["srvr", "mntr"] select RecordedAnswers.Text(v, s, w)];
        var part = Gen.Select(Gen.OneOf(real), Gen.Int[0, int.MaxValue], Gen.Int[0, 399],
            (text, at, length) => text.Substring(at % text.Length, Math.Min(length, text.Length - (at % text.Length))));
        var hits = Gen.Select(Gen.Int[0, 399], Gen.Char['\0', '\u00ff']).Array[0, 3];
        Gen.Select(part, hits, Spoilt).Sample(answer =>
        {
            _ = ServerReport.Of(FourLetterAnswer.OfText("srvr", answer), FourLetterAnswer.OfText("mntr", answer)) is { } report && ServiceChecks.FirstFailure(report) is not null;
        }, iter: 1_000_000);

        static string Spoilt(string text, (int At, char By)[] hits)
        {
            var spoilt = text.ToCharArray();
            foreach (var (at, by) in hits) if (spoilt.Length > 0) spoilt[at % spoilt.Length] = by;
            return new(spoilt);
        }
    }
}
