using System.Text;
using Xunit;
using ZkAgent.Core.Peers;
using ZkAgent.Machine;
using ZkAgent.Net;
using ZkAgent.Peers;
using ZkAgent.Tests.ExecProbes;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Peers;

public sealed class AgentClientTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    private readonly ObservedTime _time = new();

    [Theory]
    [InlineData(TcpDial.Loopback, "localhost:9141")]
    [InlineData("zk-1.zk-hs.default.svc.cluster.local", "zk-1.zk-hs.default.svc.cluster.local:9141")]
    [InlineData("::1", "[::1]:9141")]
    [InlineData("[::1]", "[::1]:9141")]
    public void A_question_is_one_that_every_proxy_takes(string host, string header) => Assert.Equal(
        $"GET /member HTTP/1.1\r\nHost: {header}\r\nUser-Agent: zkagent/{AgentVersion.Text}\r\nAccept: */*\r\nConnection: close\r\n\r\n",
        Encoding.ASCII.GetString(AgentClient.Request(host, 9141, "/member")));

    [Fact]
    public async Task An_answer_is_whole_with_its_length_though_the_connection_stays_open()
    {
        await using var server = StubServer.Http("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello", " world");
        var answer = await GetAsync(server);
        Assert.Equal((200, "hello world"), (answer.Status, answer.Body));
        Assert.StartsWith("GET /member HTTP/1.1\r\nHost: 127.0.0.1:", server.Question, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_refuses_is_told_as_a_proxy()
    {
        await using var server = StubServer.Http("HTTP/1.1 426 Upgrade Required\r\ncontent-length: 16\r\nserver: envoy\r\nconnection: close\r\n\r\nUpgrade Required");
        var answer = await GetAsync(server);
        Assert.Equal("is behind a proxy (envoy): a proxy answered 426 in its agent's place; exclude port 9141 from the mesh", PeerWords.Proxy(answer, 9141));
    }

    [Fact]
    public async Task An_answer_without_an_end_is_given_up_at_a_bound()
    {
        await using var server = StubServer.Http("HTTP/1.1 200 OK\r\n\r\n" + new string('x', 1 << 20));
        var answer = await GetAsync(server);
        Assert.Equal((0, "answered with more than an agent says"), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task One_that_says_nothing_was_dropped_at_the_deadline()
    {
        await using var server = StubServer.Silent();
        var asking = GetAsync(server);
        await _time.UntilTimerAsync(Deadline);
        _time.Advance(Deadline);
        var answer = await asking;
        Assert.Equal((0, "did not answer within 2 s", true), (answer.Status, answer.Body, answer.Dropped));
    }

    [Fact]
    public async Task One_that_refuses_or_has_no_name_was_not()
    {
        var answer = await new AgentClient(_time).GetAsync("127.0.0.1", LoopbackPorts.FindClosed(), "/member", Deadline, TestContext.Current.CancellationToken);
        Assert.Equal((0, "refused the connection", false), (answer.Status, answer.Body, answer.Dropped));
        answer = await new AgentClient(_time).GetAsync(new string('z', 300), 9141, "/member", Deadline, TestContext.Current.CancellationToken);
        Assert.Equal((0, "does not resolve", false), (answer.Status, answer.Body, answer.Dropped));
    }

    private Task<AgentAnswer> GetAsync(StubServer server) =>
        new AgentClient(_time).GetAsync("127.0.0.1", server.Port, "/member", Deadline, TestContext.Current.CancellationToken);
}
