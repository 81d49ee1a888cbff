using System.Net;
using System.Net.Sockets;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Peers;
using ZkAgent.Tests.ExecProbes;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Peers;

/// <summary>What is told of a peer whose agent does not answer itself.</summary>
public sealed class SilentPeerTests : IDisposable
{
    private static readonly TimeSpan Deadline = PeerClient.Deadline;

    private readonly ObservedTime _time = new();
    private readonly Socket _election = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly int _closed = LoopbackPorts.FindClosed();

    public SilentPeerTests()
    {
        _election.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _election.Listen();
        _election.Blocking = false;
    }

    public void Dispose() => _election.Dispose();

    private int ElectionPort => ((IPEndPoint)_election.LocalEndPoint!).Port;

    [Fact]
    public async Task A_proxy_in_its_agents_place_is_told()
    {
        await using var proxy = StubServer.Http("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nserver: envoy\r\n\r\n");
        var answer = await SampleAsync(Client(proxy.Port, _closed, _closed));
        Assert.Equal((null, $"is behind a proxy (envoy): a proxy answered 503 in its agent's place; exclude port {proxy.Port} from the mesh"), (answer.Report, answer.Failure));
    }

    [Fact]
    public async Task A_silent_agent_next_to_an_open_election_port_may_be_blocked_which_is_tried_once_a_minute()
    {
        await using var agent = StubServer.Silent();
        var sampler = Client(agent.Port, _closed, ElectionPort);
        Assert.Equal("did not answer within 2 s", (await SampleLateAsync(sampler)).Failure);
        Assert.Equal(0, Connections());

        _time.Advance(ZooKeeperPorts.WaitingFor);
        for (var i = 0; i < 3; i++)
        {
            var answer = await SampleLateAsync(sampler);
            Assert.Equal((null, $"did not answer within 2 s on port {agent.Port}, but its port {ElectionPort} answers: a NetworkPolicy may block {agent.Port}; open TCP port {agent.Port} between the members"), (answer.Report, answer.Failure));
        }
        Assert.Equal(1, Connections());

        _time.Advance(ZooKeeperPorts.Between);
        await SampleLateAsync(sampler);
        Assert.Equal(1, Connections());
    }

    [Fact]
    public async Task A_silent_agent_next_to_nothing_that_answers_is_only_silent()
    {
        await using var agent = StubServer.Silent();
        var sampler = Client(agent.Port, _closed, _closed);
        await SampleLateAsync(sampler);
        _time.Advance(ZooKeeperPorts.WaitingFor);
        Assert.Equal("did not answer within 2 s", (await SampleLateAsync(sampler)).Failure);
    }

    [Fact]
    public async Task A_silent_agent_next_to_a_ZooKeeper_that_serves_may_be_blocked_at_first_sight()
    {
        await using var agent = StubServer.Silent();
        await using var zooKeeper = new ScriptedZooKeeper { Script = ScriptedZooKeeper.Serving("follower") };
        var answer = await SampleLateAsync(Client(agent.Port, zooKeeper.Port, _closed));
        Assert.True(answer.Report!.Serving);
        Assert.Equal($"did not answer within 2 s on port {agent.Port}, but its port {zooKeeper.Port} answers: a NetworkPolicy may block {agent.Port}; open TCP port {agent.Port} between the members", answer.Failure);
    }

    [Fact]
    public async Task A_member_of_an_older_image_has_no_agent_and_nothing_is_blocked()
    {
        await using var zooKeeper = new ScriptedZooKeeper { Script = ScriptedZooKeeper.Serving("follower") };
        var answer = await SampleAsync(Client(_closed, zooKeeper.Port, ElectionPort));
        Assert.Equal((true, "has no agent that tells"), (answer.Report!.Serving, answer.Failure));
        Assert.Equal(0, Connections());
    }

    private PeerClient Client(int agentPort, int clientPort, int electionPort)
    {
        var self = new EnsembleServer(new(1), "zk-0.zk-hs", 2888, 3888, ServerRole.Participant, 2181);
        var peer = new EnsembleServer(new(2), "127.0.0.1", _closed, electionPort, ServerRole.Participant, clientPort);
        return new(new(new LocalMember(new([self, peer]), self, Standalone: false)), agentPort, () => null, _time);
    }

    private static async Task<PeerAnswer> SampleAsync(PeerClient sampler) => Assert.Single(await sampler.AskAsync(Deadline, TestContext.Current.CancellationToken));

    /// <summary>The agent uses up its time, then the rest answers.</summary>
    private async Task<PeerAnswer> SampleLateAsync(PeerClient sampler)
    {
        var looking = SampleAsync(sampler);
        await _time.UntilTimerAsync(Deadline);
        _time.Advance(Deadline);
        return await looking;
    }

    /// <summary>The connections to the election port since it was asked for them last.</summary>
    private int Connections()
    {
        var count = 0;
        for (; _election.Poll(0, SelectMode.SelectRead); count++) _election.Accept().Dispose();
        return count;
    }
}
