using System.Text.Json;
using Xunit;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Peers;

public sealed class SkippedPhaseTests
{
    private static PeerAnswer Peer(SecurityPhases? phases)
    {
        var server = Given.Three.Works.Topology!.Servers[1];
        return new(server, new(server.Id, server.Host, Serving: true, Leading: false, Draining: false, "") { Phases = phases }, "");
    }

    [Fact]
    public void One_step_up_or_down_is_allowed()
    {
        Assert.Null(SkippedPhase.Problem(new(ClientTlsPhase.Also, QuorumTlsPhase.Prefer, QuorumSaslPhase.Offer, ClientSaslPhase.Allow), [Peer(new(ClientTlsPhase.Only, QuorumTlsPhase.Accept, QuorumSaslPhase.Learner, ClientSaslPhase.Off))]));
        Assert.Null(SkippedPhase.Problem(default, [Peer(default(SecurityPhases))]));
    }

    [Fact]
    public void A_member_that_does_not_tell_counts_as_compatible()
    {
        Assert.Null(SkippedPhase.Problem(new(0, QuorumTlsPhase.Require, 0, 0), [Peer(null)]));
        Assert.Null(SkippedPhase.Problem(new(0, QuorumTlsPhase.Require, 0, 0), []));
    }

    [Fact]
    public void A_skipped_step_is_named_with_those_in_between()
    {
        Assert.Equal("cannot use ZK_QUORUM_TLS=require: zk-1 is at off; go by accept and prefer, one rolling restart each", SkippedPhase.Problem(new(0, QuorumTlsPhase.Require, 0, 0), [Peer(default(SecurityPhases))]));
        Assert.Equal("cannot use ZK_QUORUM_SASL=off: zk-1 is at learner; go by offer, one rolling restart each", SkippedPhase.Problem(default, [Peer(new(0, 0, QuorumSaslPhase.Learner, 0))]));
        Assert.Equal("cannot use ZK_CLIENT_TLS=only: zk-1 is at off; go by also, one rolling restart each", SkippedPhase.Problem(new(ClientTlsPhase.Only, 0, 0, 0), [Peer(default(SecurityPhases))]));
        Assert.Equal("cannot use ZK_CLIENT_SASL=require: zk-1 is at off; go by allow, one rolling restart each", SkippedPhase.Problem(new(0, 0, 0, ClientSaslPhase.Require), [Peer(default(SecurityPhases))]));
    }

    [Fact]
    public void Each_skipped_step_is_named_at_once() => Assert.Equal(
        "cannot use ZK_QUORUM_TLS=off: zk-1 is at require; go by prefer and accept, one rolling restart each; cannot use ZK_QUORUM_SASL=off: zk-1 is at require; go by learner and offer, one rolling restart each",
        SkippedPhase.Problem(default, [Peer(new(0, QuorumTlsPhase.Require, QuorumSaslPhase.Require, 0))]));

    [Fact]
    public void Members_tell_their_steps_in_their_reports()
    {
        var phases = new SecurityPhases(ClientTlsPhase.Only, QuorumTlsPhase.Prefer, QuorumSaslPhase.Require, ClientSaslPhase.Allow);
        Assert.Equal(phases, Read(Peer(phases).Report!).Phases);
        Assert.Null(Read(Peer(null).Report!).Phases);
    }

    [Theory]
    [InlineData("""{"clientTls":"off","quorumTls":"maybe","quorumSasl":"off","clientSasl":"off"}""")]
    [InlineData("""{"clientTls":"off"}""")]
    [InlineData("\"on\"")]
    public void Steps_of_another_version_are_unknown(string security)
    {
        var report = MemberReport.Parse(System.Text.Encoding.UTF8.GetBytes($$"""{"id":1,"serving":true,"security":{{security}},"sentence":"s"}"""));

        Assert.NotNull(report);
        Assert.Null(report.Phases);
        Assert.Equal("s", report.Sentence);
    }

    private static MemberReport Read(MemberReport report)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body)) report.Write(json);
        return MemberReport.Parse(body.ToArray())!;
    }
}
