using Xunit;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Tls;

namespace ZkAgent.Core.Tests.Tls;

public sealed class ServedPortTests
{
    private static readonly CertificateFacts Taken = new(new("CERTIFICATE", [1]), "CN=zk", "CN=ca", default, default);

    private static readonly TlsPort Port = new("quorum", new("/tls", null, null, null), default, SecurityCatalog.QuorumTlsDir)
    {
        KeyPasswordSetting = SecurityCatalog.QuorumTlsKeyPasswordFile, ChecksPeers = true, Quorum = true, NeedsValidDates = true,
    };

    [Fact]
    public void A_port_that_shows_what_ZooKeeper_was_given_has_no_problem()
    {
        Assert.Null(ServedPort.Problem(Port, Taken, [1], null));
        Assert.True(ServedPort.IsCurrent(Taken, [1]));
    }

    [Fact]
    public void With_a_store_of_the_users_own_there_is_nothing_to_compare_with() =>
        Assert.Null(ServedPort.Problem(Port, null, [7], null));

    [Fact]
    public void Another_certificate_and_none_at_all_are_told()
    {
        Assert.Equal("ZooKeeper shows another certificate on the quorum port than that of ZK_QUORUM_TLS_DIR", ServedPort.Problem(Port, Taken, [2], null));
        Assert.Equal("ZooKeeper serves no TLS on the quorum port: it closes the connection; its log may name the cause", ServedPort.Problem(Port, Taken, null, "it closes the connection"));
    }

    [Fact]
    public void A_port_that_is_not_as_it_should_be_is_looked_at_more_often() =>
        Assert.True(ServedPort.Interval(current: false) < ServedPort.Interval(current: true));
}
