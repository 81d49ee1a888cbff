using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Tests.Launch;

public sealed class PortClaimTests
{
    private static readonly EnsembleServer Self = new(new(1), "zk-0.zk-hs", 2888, 3888, ServerRole.Participant, 2181);

    [Fact]
    public void A_standalone_server_claims_the_clients_port_and_the_agents() =>
        Assert.Equal(
            [new(2181, "clients", "ZK_CLIENT_PORT"), new(9141, "the agent's probes and metrics", "ZK_AGENT_PORT")],
            PortClaim.Of(ReadSettings.Of(("ZK_REPLICAS", "1")), new(new([Self]), Self, Standalone: true)));

    [Fact]
    public void A_member_claims_the_ensembles_ports_too() =>
        Assert.Equal(
            [(2181, "ZK_CLIENT_PORT"), (2888, "ZK_SERVER_PORT"), (3888, "ZK_ELECTION_PORT"), (9999, "ZK_AGENT_PORT")],
            PortClaim.Of(ReadSettings.Of(("ZK_REPLICAS", "3"), ("ZK_AGENT_PORT", "9999")), new(new([Self]), Self, Standalone: false)).Select(c => (c.Port, c.Setting)));

    [Fact]
    public void A_list_of_servers_is_where_its_ports_are_changed() =>
        Assert.Equal(
            ["ZK_SERVERS", "ZK_SERVERS", "ZK_SERVERS", "ZK_AGENT_PORT"],
            PortClaim.Of(ReadSettings.Of(("ZK_SERVERS", "server.1=a:2888:3888;2181 server.2=b:2888:3888;2181")), new(new([Self]), Self, Standalone: false)).Select(c => c.Setting));

    [Fact]
    public void The_clients_address_goes_with_the_claim() =>
        Assert.Equal("10.0.0.1", PortClaim.Of(ReadSettings.Of(("ZK_REPLICAS", "1")), new(new([Self]), Self with { ClientAddress = "10.0.0.1" }, Standalone: true))[0].Address);

    [Theory]
    [InlineData(PortState.Free, null)]
    [InlineData(PortState.InUse, "cannot listen on port 2181 for clients: something already listens on it; stop that, or set ZK_CLIENT_PORT to a free port")]
    [InlineData(PortState.Forbidden, "cannot listen on port 2181 for clients: this user may not; set ZK_CLIENT_PORT to a port from 1024 up")]
    public void A_claim_that_cannot_be_met_is_told_with_what_to_do(PortState state, string? problem) =>
        Assert.Equal(problem, new PortClaim(2181, "clients", "ZK_CLIENT_PORT").Problem(state));

    [Fact]
    public void An_address_that_is_none_of_ours_is_named() =>
        Assert.StartsWith("cannot listen on port 2181 of 10.9.8.7 for clients: no interface here has that address",
            new PortClaim(2181, "clients", "ZK_CLIENT_PORT", "10.9.8.7").Problem(PortState.ForeignAddress), StringComparison.Ordinal);
}
