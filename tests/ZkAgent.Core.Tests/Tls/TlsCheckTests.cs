using Xunit;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Tls;

namespace ZkAgent.Core.Tests.Tls;

public sealed class TlsCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly PemBlock Key = new("PRIVATE KEY", [1, 2, 3]);

    private static TlsPort Port(string port = "quorum", bool needsDates = true, bool checksPeers = true) => new(port, new($"/tls/{port}", null, null, null), new(Given.Three.Works.Settings!.Directories, port), port == "quorum" ? SecurityCatalog.QuorumTlsDir : SecurityCatalog.ClientTlsDir)
    {
        KeyPasswordSetting = SecurityCatalog.QuorumTlsKeyPasswordFile, ChecksPeers = checksPeers, Quorum = port == "quorum", NeedsValidDates = needsDates,
    };

    private static CertificateFacts Certificate(string subject, string issuer, byte content) => new(new("CERTIFICATE", [content]), subject, issuer, Now.AddDays(-10), Now.AddDays(90)) { Names = ["zk-0.zk-hs.default.svc.cluster.local"] };

    private static readonly CertificateFacts Leaf = Certificate("CN=zk", "CN=ca", 1) with { HasTheKey = true };

    private static TlsFacts Facts(CertificateFacts? leaf = null) => new(new("tls.crt", new PemBlock("CERTIFICATE", [1]).Text), new("tls.key", Key.Text), new("ca.crt", new PemBlock("CERTIFICATE", [9]).Text))
    {
        PrivateKey = new(Key, null), Chain = [leaf ?? Leaf], Authorities = [Certificate("CN=ca", "CN=ca", 9)], SignedByCa = true,
    };

    private static TlsVerdict Decide(TlsFacts facts, TlsPort? port = null) => TlsCheck.Decide(port ?? Port(), facts, Now, "zk-0.zk-hs.default.svc.cluster.local", 1000);

    private static string? Problem(TlsFacts facts, TlsPort? port = null) => Decide(facts, port).Problem;

    [Fact]
    public void Good_files_become_two_stores_of_which_only_the_one_with_the_key_is_private()
    {
        var verdict = Decide(Facts());

        Assert.Null(verdict.Problem);
        Assert.Empty(verdict.Warnings);
        Assert.Equal(RenderedFile.Private, verdict.KeyStore!.Mode);
        Assert.Equal("/opt/zookeeper/conf/tls/quorum.pem", verdict.KeyStore.Path);
        Assert.Equal(Key.Text + Leaf.Block.Text, verdict.KeyStore.Text);
        Assert.Equal(RenderedFile.Readable, verdict.TrustStore!.Mode);
        Assert.Equal(new PemBlock("CERTIFICATE", [9]).Text, verdict.TrustStore.Text);
    }

    [Fact]
    public void The_leaf_comes_first_and_each_certificate_before_its_issuers()
    {
        var (root, intermediate) = (Certificate("CN=root", "CN=root", 3), Certificate("CN=inter", "CN=root", 2));
        var leaf = Leaf with { Issuer = "CN=inter" };

        var text = Decide(Facts() with { Chain = [root, intermediate, leaf] }).KeyStore!.Text;

        Assert.Equal(Key.Text + leaf.Block.Text + intermediate.Block.Text + root.Block.Text, text);
    }

    [Fact]
    public void Without_OpenSSL_the_certificates_keep_their_order_unchecked()
    {
        var verdict = Decide(Facts() with { Chain = [], Authorities = [], SignedByCa = null });

        Assert.Null(verdict.Problem);
        Assert.Null(verdict.Leaf);
        Assert.Equal(Key.Text + new PemBlock("CERTIFICATE", [1]).Text, verdict.KeyStore!.Text);
    }

    [Fact]
    public void Each_fault_of_a_file_is_named()
    {
        Assert.Equal("cannot use ZK_QUORUM_TLS_DIR=/tls/quorum: the directory has no tls.crt and no tls.key; mount the Secret there", Problem(new(new("tls.crt", null), new("tls.key", null), new("ca.crt", null))));
        Assert.EndsWith(": ca.crt is missing; the Secret needs the key ca.crt", Problem(Facts() with { Ca = new("ca.crt", null) }), StringComparison.Ordinal);
        Assert.EndsWith(": tls.crt is empty", Problem(Facts() with { Certificate = new("tls.crt", " \n") }), StringComparison.Ordinal);
        Assert.EndsWith(": tls.crt has no certificate, or it is cut off", Problem(Facts() with { Certificate = new("tls.crt", "-----BEGIN CERTIFICATE-----\nMIIB") }), StringComparison.Ordinal);
        Assert.EndsWith(": tls.key cannot be read by user 1000; set defaultMode 0440 in the volume and securityContext.fsGroup in the pod", Problem(Facts() with { Key = new("tls.key", null, "Access to the path '/tls/tls.key' is denied.") }), StringComparison.Ordinal);
        Assert.EndsWith(": tls.key cannot be read: it is a directory", Problem(Facts() with { Key = new("tls.key", null, "it is a directory") }), StringComparison.Ordinal);
        Assert.EndsWith(": tls.key has no private key, or it is cut off", Problem(Facts() with { PrivateKey = PrivateKeyBlock.Of("nothing") }), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_fault_of_a_certificate_is_named()
    {
        Assert.EndsWith(": tls.key is not the key of tls.crt", Problem(Facts(Leaf with { HasTheKey = false })), StringComparison.Ordinal);
        Assert.EndsWith(": its certificate expired on 2026-11-26; renew it", Problem(Facts(Leaf with { NotAfter = Now.AddDays(-1) })), StringComparison.Ordinal);
        Assert.EndsWith(": its certificate is not valid before 2026-11-28 12:00 UTC; check the clock of the node", Problem(Facts(Leaf with { NotBefore = Now.AddDays(1) })), StringComparison.Ordinal);
        Assert.EndsWith(": its certificate is not signed by ca.crt, so no other member would accept it", Problem(Facts() with { SignedByCa = false }), StringComparison.Ordinal);
        Assert.EndsWith("(its extended key usage lacks serverAuth): no other member would accept it", Problem(Facts(Leaf with { ForServers = false })), StringComparison.Ordinal);
        Assert.EndsWith("(its extended key usage lacks clientAuth): no other member would accept it", Problem(Facts(Leaf with { ForClients = false })), StringComparison.Ordinal);
        Assert.EndsWith(": each CA of ca.crt has expired, the last one on 2026-11-20", Problem(Facts() with { Authorities = [Certificate("CN=ca", "CN=ca", 9) with { NotAfter = Now.AddDays(-7) }] }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_client_may_still_accept_is_a_warning()
    {
        var also = Port("client", needsDates: false);

        Assert.Equal(["the certificate of the client port expired on 2026-11-26: clients with TLS refuse it; renew it"], Decide(Facts(Leaf with { NotAfter = Now.AddDays(-1) }), also).Warnings);
        Assert.Equal(["the certificate of the client port is not signed by ca.crt: clients that trust ca.crt alone refuse it"], Decide(Facts() with { SignedByCa = false }, also).Warnings);
        Assert.Equal(["the certificate of the client port does not name zk-0.zk-hs.default.svc.cluster.local: clients that check names refuse it"], Decide(Facts(Leaf with { Names = ["zk-1.zk-hs.default.svc.cluster.local"] }), also).Warnings);
        Assert.Null(Problem(Facts(Leaf with { ForClients = false }), also));
        Assert.EndsWith("cannot use ZK_CLIENT_TLS_DIR=/tls/client: its certificate expired on 2026-11-26; renew it", Problem(Facts(Leaf with { NotAfter = Now.AddDays(-1) }), Port("client")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_ends_soon_is_warned_of_with_the_days_left()
    {
        Assert.Equal(["the certificate of the quorum port ends in 9 days, on 2026-12-07; renew it"], Decide(Facts(Leaf with { NotAfter = Now.AddDays(9.5) })).Warnings);
        Assert.Equal(["the certificate of the quorum port ends in 1 day, on 2026-11-28; renew it"], Decide(Facts(Leaf with { NotAfter = Now.AddDays(1.2) })).Warnings);
        Assert.Empty(Decide(Facts(Leaf with { NotAfter = Now.AddDays(14) })).Warnings);
    }

    [Fact]
    public void A_port_that_asks_for_no_certificate_of_clients_needs_no_CA()
    {
        var verdict = Decide(Facts() with { Ca = new("ca.crt", null), Authorities = [], SignedByCa = null }, Port("client", checksPeers: false));

        Assert.Null(verdict.Problem);
        Assert.Null(verdict.TrustStore);
    }

    [Fact]
    public void One_CA_for_clients_and_members_is_warned_of()
    {
        var (shared, other) = (Certificate("CN=all", "CN=all", 9), Certificate("CN=other", "CN=other", 8));

        Assert.Equal("the quorum port trusts the same CA as the client port (CN=all): each client certificate of it can join the ensemble; give the quorum a CA of its own", TlsCheck.SharedAuthority([shared], [other, shared]));
        Assert.Null(TlsCheck.SharedAuthority([shared], [other]));
    }

    [Fact]
    public void A_wildcard_stands_for_one_label()
    {
        var wildcard = Leaf with { Names = ["*.zk-hs.default.svc.cluster.local"] };

        Assert.True(wildcard.IsFor("zk-0.zk-hs.default.svc.cluster.local"));
        Assert.False(wildcard.IsFor("a.zk-0.zk-hs.default.svc.cluster.local"));
        Assert.False(wildcard.IsFor("zk-hs.default.svc.cluster.local"));
    }
}
