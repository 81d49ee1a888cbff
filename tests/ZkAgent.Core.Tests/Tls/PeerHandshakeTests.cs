using Xunit;
using ZkAgent.Core.Tls;

namespace ZkAgent.Core.Tests.Tls;

public sealed class PeerHandshakeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private static readonly PeerHandshake Good = new(Given.Three.Works.Topology!.Servers[1]) { Connected = true, Issuer = "CN=ca", NotAfter = Now.AddDays(1), SignedByCa = true };

    [Fact]
    public void A_handshake_that_both_sides_accept_is_not_the_reason() => Assert.Null(Good.Problem(Now));

    [Fact]
    public void A_port_that_takes_no_connection_is_not_the_reason_either() => Assert.Null((Good with { Connected = false, Issuer = null }).Problem(Now));

    [Fact]
    public void What_keeps_two_members_apart_is_told()
    {
        Assert.Equal("zk-1 does not answer TLS on its election port; it may be at another step of ZK_QUORUM_TLS", (Good with { Issuer = null }).Problem(Now));
        Assert.Equal("zk-1 shows a certificate that is not signed by this member's ca.crt (its issuer is CN=ca)", (Good with { SignedByCa = false }).Problem(Now));
        Assert.Equal("zk-1 shows a certificate that expired on 2026-11-26", (Good with { NotAfter = Now.AddDays(-1) }).Problem(Now));
        Assert.Equal("zk-1 refuses this member's certificate (alert certificate unknown)", (Good with { Refusal = "alert certificate unknown" }).Problem(Now));
    }

    [Fact]
    public void One_sentence_has_all_members()
    {
        Assert.Equal("zk-1 shows a certificate that expired on 2026-11-26; zk-1 refuses this member's certificate (x)", PeerHandshake.Sentence([Good with { NotAfter = Now.AddDays(-1) }, Good, Good with { Refusal = "x" }], Now));
        Assert.Null(PeerHandshake.Sentence([Good], Now));
    }

    [Theory]
    [InlineData("error:0A000416:SSL routines:ssl3_read_bytes:sslv3 alert certificate unknown", "alert certificate unknown")]
    [InlineData("SSL Handshake failed with OpenSSL error - SSL_ERROR_SSL. alert unknown ca: more", "alert unknown ca")]
    [InlineData("Broken pipe.", "Broken pipe")]
    public void The_alert_is_taken_out_of_a_message_of_OpenSSL(string message, string alert) => Assert.Equal(alert, TlsAlert.In(message));
}
