using Xunit;

namespace ZkAgent.Core.Tests.Settings;

/// <summary>A server list in every form that images have.</summary>
public sealed class ServerListTextTests
{
    private static readonly string[] Two = ["server.1=zk-0.hs:2888:3888:participant;2181", "server.2=zk-1.hs:2888:3888:participant;2181"];

    [Theory]
    [InlineData("server.1=zk-0.hs:2888:3888;2181 server.2=zk-1.hs:2888:3888;2181")]
    [InlineData("server.1=zk-0.hs:2888:3888;server.2=zk-1.hs:2888:3888")]
    [InlineData("server.1=zk-0.hs:2888:3888;2181;server.2=zk-1.hs:2888:3888;2181")]
    [InlineData("zk-0.hs:2888:3888,zk-1.hs:2888:3888")]
    [InlineData("zk-0.hs:2888:3888 zk-1.hs:2888:3888")]
    [InlineData("zk-0.hs:2888:3888;zk-1.hs:2888:3888")]
    [InlineData("zk-0.hs:2888:3888; zk-1.hs:2888:3888;")]
    [InlineData("zk-0.hs:2888:3888;2181,zk-1.hs:2888:3888;2181")]
    [InlineData("zk-0.hs:2888:3888::1 zk-1.hs:2888:3888::2")]
    [InlineData("zk-1.hs:2888:3888:participant::2,zk-0.hs:2888:3888::1")]
    [InlineData("zk-0.hs:2888:3888::1;2181 zk-1.hs:2888:3888::2;2181")]
    [InlineData("1|zk-0.hs:2888:3888;2|zk-1.hs:2888:3888")]
    public void The_same_list_in_each_form_is_the_same_ensemble(string list)
    {
        foreach (var name in new[] { "ZK_SERVERS", "ZOO_SERVERS", "ZOOKEEPER_SERVERS" })
            Assert.Equal(Two, new Given((name, list)).ServerLines);
    }

    [Fact]
    public void Roles_and_ids_of_ones_own_are_kept() => Assert.Equal(
        ["server.1=zk-0:2888:3888:participant;2181", "server.7=zk-1:2888:3888:observer;2181"],
        new Given(("ZOO_SERVERS", "zk-0:2888:3888::1 zk-1:2888:3888:observer::7")).ServerLines);

    [Fact]
    public void The_colons_of_an_IPv6_address_are_no_id() => Assert.Equal(
        ["server.1=[fd00::1]:2888:3888:participant;2181", "server.2=[fd00::2]:2888:3888:participant;[::1]:2181"],
        new Given(("ZOO_SERVERS", "[fd00::1]:2888:3888::1 [fd00::2]:2888:3888::2;[::1]:2181")).ServerLines);

    [Fact]
    public void The_client_port_is_that_of_the_settings() =>
        Assert.Equal("server.1=zk-0:2888:3888:participant;2182", new Given(("ZOO_SERVERS", "zk-0:2888:3888,zk-1:2888:3888"), ("ZOO_PORT_NUMBER", "2182")).ServerLines[0]);

    [Theory]
    [InlineData("zk-0:2888:3888::1 zk-1:2888:3888", "one form for all servers: server.N= before each, or ::N behind each, or neither, with the ids 1, 2, … in their order")]
    [InlineData("server.1=zk-0:2888:3888 zk-1:2888:3888", "one form for all servers: server.N= before each, or ::N behind each, or neither, with the ids 1, 2, … in their order")]
    public void A_list_of_two_forms_is_refused(string list, string expected) => Assert.Equal($"cannot use ZOO_SERVERS={list}: expected {expected}", new Given(("ZOO_SERVERS", list)).Problem);

    [Theory]
    [InlineData("zk-0:2888:3888::", "zk-0:2888:3888::", "host:serverPort:electionPort[:participant|observer][::N]")]
    [InlineData("zk-0:2888:3888::x", "zk-0:2888:3888::x", "host:serverPort:electionPort[:participant|observer][::N]")]
    [InlineData("|zk-0:2888:3888", "|zk-0:2888:3888", "host:serverPort:electionPort[:participant|observer][::N]")]
    [InlineData("zk-0:2888:3888:voter", "zk-0:2888:3888:voter", "host:serverPort:electionPort[:participant|observer][::N]")]
    [InlineData("zk-0:2888", "zk-0:2888", "host:serverPort:electionPort[:participant|observer][::N]")]
    [InlineData("zk-0", "zk-0", "host:serverPort:electionPort[:participant|observer][::N]")]
    [InlineData("3", "3", "host:serverPort:electionPort[:participant|observer][::N]")]
    [InlineData("zk-0:2888:2888", "zk-0:2888:2888", "three different ports: for followers, for election, for clients")]
    [InlineData("zk-0:2888:3888::1 zk-1:2888:3888::1", "zk-1:2888:3888::1", "an id of its own: 1 is taken by another server")]
    [InlineData("zk-0:2888:3888:observer", "zk-0:2888:3888:observer", "at least one server that is not an observer")]
    public void A_server_that_is_none_is_named_as_it_was_written(string list, string server, string expected) =>
        Assert.Contains($"cannot use ZOO_SERVERS={server}: expected {expected}", new Given(("ZOO_SERVERS", list)).Plan.Problems.Select(p => p.ToString()));

    [Fact]
    public void An_id_out_of_range_is_refused() =>
        Assert.StartsWith("cannot use ZOO_SERVERS=zk-0:2888:3888::255: expected host:serverPort:electionPort[:participant|observer][::N] with N from ", new Given(("ZOO_SERVERS", "zk-0:2888:3888::255")).Problem, StringComparison.Ordinal);
}
