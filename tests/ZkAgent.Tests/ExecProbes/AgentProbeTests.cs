using Xunit;

namespace ZkAgent.Tests.ExecProbes;

/// <summary><c>probe startup|live|ready</c>: the agent's sentence and verdict, without a runtime.</summary>
public sealed class AgentProbeTests
{
    [Theory]
    [InlineData("startup", "/startupz")]
    [InlineData("live", "/livez")]
    [InlineData("ready", "/readyz")]
    public async Task Each_probe_asks_its_own_path(string probe, string path)
    {
        await using var server = StubServer.Http("HTTP/1.1 200 OK\r\nContent-Length: 14\r\nConnection: close\r\n\r\nready: leader\n");

        (await Ask(server, probe)).Said(0, "ready: leader\n");
        Assert.Equal($"GET {path} HTTP/1.0\r\n\r\n", server.Question);
    }

    [Fact]
    public async Task Without_anything_the_port_is_9141()
    {
        Assert.SkipWhen(LoopbackPorts.IsTaken(9141), "port 9141 is taken on this machine, so that the default port can't be tried");
        await using var server = StubServer.HttpOn(9141, "HTTP/1.1 200 OK\r\n\r\nready: leader\n");

        (await AgentBinary.RunWithoutRuntime(["probe", "ready"], ("ZK_AGENT_PORT_9141_TCP", "tcp://10.0.0.7:9141"))).Said(0, "ready: leader\n");
    }

    [Fact]
    public async Task A_503_is_a_no_with_its_reason()
    {
        await using var server = StubServer.Http("HTTP/1.1 503 Service Unavailable\r\n\r\nnot ready: no quorum\n");

        (await Ask(server, "ready")).Said(1, "not ready: no quorum\n");
    }

    [Fact]
    public async Task An_answer_in_pieces_is_read_to_its_end()
    {
        await using var server = StubServer.Http("HT", "TP/1.1 503 Service Unav", "ailable\r\nDate: x\r\n\r", "\nnot ready: ", "no quorum", "\n");

        (await Ask(server, "ready")).Said(1, "not ready: no quorum\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("imok")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nwho are you\n")]
    [InlineData("HTTP/1.1 404 Not Found\r\n\r\nwho are you\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\nwho are you\n")]
    [InlineData("HTTP/2 200 OK\r\n\r\nwho are you\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")] // a head whose sentence never came
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n")]
    [InlineData("HTTP/1.1 200")]
    public async Task Any_other_answer_falls_through(string answer)
    {
        await using var server = StubServer.Http(answer);

        (await Ask(server, "ready")).FellThrough();
    }

    [Fact]
    public async Task An_answer_longer_than_the_buffer_falls_through()
    {
        await using var server = StubServer.Http("HTTP/1.1 200 OK\r\n\r\n" + new string('x', 100_000));

        (await Ask(server, "ready")).FellThrough();
    }

    [Fact]
    public async Task An_answer_that_just_fits_is_printed_whole()
    {
        const string Head = "HTTP/1.1 200 OK\r\n\r\n";
        var longest = new string('x', (64 * 1024) - 1 - Head.Length);
        await using var server = StubServer.Http(Head + longest);

        (await Ask(server, "ready")).Said(0, longest);
    }

    [Fact]
    public async Task Without_an_agent_it_falls_through() =>
        (await AgentBinary.RunWithoutRuntime(["probe", "ready"], ("ZK_AGENT_PORT", $"{LoopbackPorts.FindClosed()}"))).FellThrough();

    [Fact]
    public async Task A_mute_agent_is_given_up_within_the_deadline()
    {
        await using var server = StubServer.Silent();

        var outcome = await Ask(server, "live");

        outcome.FellThrough();
        Assert.True(outcome.Elapsed >= TimeSpan.FromSeconds(0.9), $"it was given up after {outcome.Elapsed}");
    }

    [Theory]
    [InlineData("probe")]
    [InlineData("probe", "readyness")]
    [InlineData("probe", "ready", "--verbose")]
    public async Task Other_words_fall_through_unasked(params string[] words)
    {
        await using var server = StubServer.Http("HTTP/1.1 200 OK\r\n\r\nready\n");

        (await AgentBinary.RunWithoutRuntime(words, ("ZK_AGENT_PORT", $"{server.Port}"))).FellThrough();
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("tcp://10.0.0.7:9141")]
    [InlineData("")]
    [InlineData("70000")]
    public async Task A_port_that_is_not_plain_falls_through(string port) =>
        (await AgentBinary.RunWithoutRuntime(["probe", "ready"], ("ZK_AGENT_PORT", port))).FellThrough();

    [Fact]
    public async Task The_verdict_survives_a_reader_that_went_away()
    {
        await using var server = StubServer.Http("HTTP/1.1 200 OK\r\n\r\nready\n");

        // The shell writes to the pipe only after its reader has ended.
        var outcome = await Shell.Run("""{ sleep 0.3; "$ZKAGENT" probe ready; echo "code $?" >&2; } | true""", ("ZK_AGENT_PORT", $"{server.Port}"));

        Assert.Equal("code 0\n", outcome.Errors);
    }

    private static Task<AgentBinary.Outcome> Ask(StubServer server, string probe) =>
        AgentBinary.RunWithoutRuntime(["probe", probe], ("ZK_AGENT_PORT", $"{server.Port}"));
}
