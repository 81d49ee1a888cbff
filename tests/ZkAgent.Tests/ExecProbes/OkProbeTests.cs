using System.Net;
using System.Net.Sockets;
using Xunit;

namespace ZkAgent.Tests.ExecProbes;

/// <summary><c>ok</c> and its old names: a clean imok is answered early, everything else falls through.</summary>
public sealed class OkProbeTests
{
    [Theory]
    [InlineData("zkagent", "ok")]
    [InlineData("zkOk.sh")]
    [InlineData("zookeeper-ready")]
    public async Task The_argument_is_the_port(string name, params string[] words)
    {
        await using var server = StubServer.ZooKeeper("imok");

        (await AgentBinary.RunWithoutRuntime(name, [.. words, $"{server.Port}"], ("ZK_CLIENT_PORT", "1"), ("ZK_CONFIG_FILE", "/etc/zk.cfg"))).Said(0, "");
        Assert.Equal("ruok", server.Question);
    }

    [Theory]
    [InlineData("zkagent", "ok")]
    [InlineData("zkOk.sh")]
    [InlineData("zookeeper-ready")]
    public async Task Without_an_argument_the_environment_names_the_port(string name, params string[] words)
    {
        await using var server = StubServer.ZooKeeper("imok");
        var port = $"{server.Port}";

        (await AgentBinary.RunWithoutRuntime(name, words, ("ZK_CLIENT_PORT", port))).Said(0, "");
        (await AgentBinary.RunWithoutRuntime(name, words, ("ZOO_PORT", "1"), ("ZK_CLIENT_PORT", port))).Said(0, "");
    }

    [Fact]
    public async Task Without_anything_the_port_is_2181()
    {
        Assert.SkipWhen(LoopbackPorts.IsTaken(2181), "port 2181 is taken on this machine, so that the default port can't be tried");
        await using var server = StubServer.ZooKeeperOn(2181, "imok");

        (await AgentBinary.RunWithoutRuntime(["ok"], ("ZK_CLIENT_PORT_2181_TCP", "tcp://10.0.0.7:2181"), ("XZK_CLIENT_PORT", "1"))).Said(0, "");
    }

    [Theory]
    [InlineData("tcp://10.0.0.7:2181")]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("2181x")]
    [InlineData(" 2181")]
    [InlineData("4294969477")] // 2181 + 2^32
    [InlineData("18446744073709553797")] // 2181 + 2^64
    public async Task A_port_that_is_not_plain_falls_through(string port)
    {
        (await AgentBinary.RunWithoutRuntime(["ok"], ("ZK_CLIENT_PORT", port))).FellThrough();
        (await AgentBinary.RunWithoutRuntime(["ok", port])).FellThrough();
        (await AgentBinary.RunWithoutRuntime("zookeeper-ready", [port])).FellThrough();
    }

    [Fact]
    public async Task An_environment_that_does_not_fit_falls_through()
    {
        await using var server = StubServer.ZooKeeper("imok");

        (await AgentBinary.RunWithoutRuntime(["ok"], ("ZK_CLIENT_PORT", $"{server.Port}"), ("LARGE", new string('x', 64 * 1024)))).FellThrough();
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("zkagent", "ok", "PORT", "more")]
    [InlineData("zkagent", "ok", "--help")]
    [InlineData("zkagent", "okay", "PORT")]
    [InlineData("zkagent")]
    [InlineData("zkOk.sh", "PORT", "more")]
    [InlineData("zookeeper-ready", "PORT", "more")]
    [InlineData("zookeeper-ready.sh", "PORT")]
    [InlineData("zkServer.sh", "ok", "PORT")]
    [InlineData("start-zookeeper", "ok", "PORT")]
    public async Task Other_words_and_other_names_fall_through_unasked(string name, params string[] words)
    {
        await using var server = StubServer.ZooKeeper("imok");
        var port = $"{server.Port}";

        (await AgentBinary.RunWithoutRuntime(name, [.. words.Select(word => word == "PORT" ? port : word)], ("ZK_CLIENT_PORT", port))).FellThrough();
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task An_answer_in_pieces_is_put_together()
    {
        await using var server = StubServer.ZooKeeper("i", "mo", "k");

        (await AgentBinary.RunWithoutRuntime(["ok", $"{server.Port}"])).Said(0, "");
    }

    [Theory]
    [InlineData("")] // what a server does at its limit of connections
    [InlineData("imo")]
    [InlineData("imok\n")]
    [InlineData("imokay, thank you for asking")]
    [InlineData("This ZooKeeper instance is not currently serving requests\n")]
    [InlineData("ruok is not executed because it is not in the whitelist.\n")]
    public async Task Any_other_answer_falls_through(string answer)
    {
        await using var server = StubServer.ZooKeeper(answer);

        (await AgentBinary.RunWithoutRuntime(["ok", $"{server.Port}"])).FellThrough();
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_refused_connection_falls_through() =>
        (await AgentBinary.RunWithoutRuntime(["ok", $"{LoopbackPorts.FindClosed()}"])).FellThrough();

    [Fact]
    public async Task A_mute_server_is_given_up_within_the_deadline()
    {
        await using var server = StubServer.Silent();

        var outcome = await AgentBinary.RunWithoutRuntime(["ok", $"{server.Port}"]);

        outcome.FellThrough();
        Assert.True(outcome.Elapsed >= TimeSpan.FromSeconds(0.9), $"it was given up after {outcome.Elapsed}");
    }

    [Fact]
    public async Task A_server_that_trickles_is_given_up_within_the_deadline()
    {
        await using var server = StubServer.Trickling();

        var outcome = await AgentBinary.RunWithoutRuntime(["ok", $"{server.Port}"]);

        outcome.FellThrough();
        Assert.True(outcome.Elapsed >= TimeSpan.FromSeconds(0.9), $"it was given up after {outcome.Elapsed}");
    }

    [Fact]
    public async Task A_server_that_accepts_no_connection_is_given_up_within_the_deadline()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        // With a backlog of none the kernel completes one connection and drops what comes after it.
        var waiting = Enumerable.Range(0, 4).Select(_ => new TcpClient()).ToList();
        waiting.ForEach(client => _ = client.ConnectAsync((IPEndPoint)listener.LocalEndPoint!, TestContext.Current.CancellationToken).AsTask());

        var outcome = await AgentBinary.RunWithoutRuntime(["ok", $"{((IPEndPoint)listener.LocalEndPoint!).Port}"]);

        outcome.FellThrough();
        Assert.True(outcome.Elapsed >= TimeSpan.FromSeconds(0.9), $"it was given up after {outcome.Elapsed}");
        waiting.ForEach(client => client.Dispose());
    }
}
