using Xunit;
using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Tests.Settings;

public sealed class SecureClientsTests
{
    private static readonly Given Secure = Given.Three.With("ZK_CFG_secureClientPort", "2281");

    [Fact]
    public void A_secure_port_next_to_an_open_one_is_warned_of()
    {
        Assert.Equal(
            "clients may still connect without TLS: port 2181 is open on every interface in addition to secureClientPort 2281; ZK_CLIENT_PORT_ADDRESS=127.0.0.1 leaves it to the agent alone, 0.0.0.0 says that both are meant",
            Assert.Single(Secure.Works.Warnings));
        Assert.All(Secure.ServerLines, line => Assert.EndsWith(";2181", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ZK_CLIENT_PORT_ADDRESS")]
    [InlineData("ZK_CFG_clientPortAddress")]
    public void The_plaintext_port_on_loopback_is_in_every_members_every_line(string variable)
    {
        var given = Secure.With(variable, "127.0.0.1");
        Assert.Empty(given.Works.Warnings);
        Assert.Equal("127.0.0.1", given.Key("clientPortAddress"));
        Assert.All(given.ServerLines, line => Assert.EndsWith(";127.0.0.1:2181", line, StringComparison.Ordinal));
        Assert.Single(Enumerable.Range(0, 3).Select(ordinal => (given with { HostName = $"zk-{ordinal}" }).ZooCfg).Distinct());
    }

    [Fact]
    public void Both_ports_open_on_purpose_are_no_warning() =>
        Assert.Empty(Secure.With("ZK_CLIENT_PORT_ADDRESS", "0.0.0.0").Works.Warnings);

    [Fact]
    public void A_list_that_gives_each_server_its_address_says_it_too() =>
        Assert.Empty(new Given(("ZK_SERVERS", "server.1=a:2888:3888;127.0.0.1:2181 server.2=b:2888:3888;127.0.0.1:2181 server.3=c:2888:3888;127.0.0.1:2181"), ("ZK_MYID", "1"), ("ZK_CFG_secureClientPort", "2281")).Works.Warnings);

    [Fact]
    public void Loopback_without_a_secure_port_shuts_every_client_out() =>
        Assert.Equal("no client can connect from another host: ZK_CLIENT_PORT_ADDRESS is 127.0.0.1 and there is no secureClientPort",
            Assert.Single(Given.Three.With("ZK_CLIENT_PORT_ADDRESS", "127.0.0.1").Works.Warnings));

    [Fact]
    public void ZooKeeper_gets_the_connection_factory_that_knows_TLS_unless_the_user_named_one()
    {
        Assert.Equal("org.apache.zookeeper.server.NettyServerCnxnFactory", Secure.Key("serverCnxnFactory"));
        Assert.Equal("example.Factory", Secure.With("ZK_CFG_serverCnxnFactory", "example.Factory").Key("serverCnxnFactory"));
        Assert.Null(Given.Three.Key("serverCnxnFactory"));
    }

    [Fact]
    public void Clients_are_given_the_port_that_they_reach()
    {
        Assert.Equal("zk-0.{0}:2281,zk-1.{0}:2281,zk-2.{0}:2281".Replace("{0}", Given.Domain, StringComparison.Ordinal), Connect(Secure.With("ZK_CLIENT_PORT_ADDRESS", "127.0.0.1")));
        Assert.StartsWith($"zk-0.{Given.Domain}:2181,", Connect(Secure), StringComparison.Ordinal);

        static string Connect(Given given) => given.Works.Topology!.ConnectString(given.Works.Settings!.ZooKeeper.SecureClientPort);
    }

    [Fact]
    public void The_secure_port_is_checked_before_the_start()
    {
        var plan = Secure.With("ZK_CFG_secureClientPortAddress", "10.1.2.3").Works;
        Assert.Contains(new PortClaim(2281, "clients with TLS", "secureClientPort", "10.1.2.3"), PortClaim.Of(plan.Settings!, plan.LocalMember!));
    }
}
