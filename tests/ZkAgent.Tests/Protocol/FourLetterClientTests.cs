using System.Net;
using System.Net.Sockets;
using Xunit;
using ZkAgent.Core.Protocol;
using ZkAgent.Net;
using ZkAgent.Protocol;
using ZkAgent.Tests.Fakes;
using static ZkAgent.Tests.Fakes.ScriptedZooKeeper;

namespace ZkAgent.Tests.Protocol;

public sealed class FourLetterClientTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);
    private readonly ObservedTime _time = new();

    [Fact]
    public async Task An_answer_is_read_to_its_end_in_however_many_pieces()
    {
        var text = string.Concat(Enumerable.Range(0, 4000).Select(i => $"zk_key_{i}\t{i}\n"));
        var answer = await AskAsync(SaysInPieces(text));
        Assert.Equal((AnswerKind.Text, text), (answer.Kind, answer.Content));
    }

    [Fact]
    public async Task Whatever_the_server_does_is_a_value()
    {
        Assert.Equal(AnswerKind.NotServing, (await AskAsync(Says("This ZooKeeper instance is not currently serving requests\n"))).Kind);
        Assert.Equal(AnswerKind.NotWhitelisted, (await AskAsync(Says("srvr is not executed because it is not in the whitelist.\n"))).Kind);
        Assert.Equal(AnswerKind.Empty, (await AskAsync(ClosesEmpty())).Kind);
        Assert.Equal(AnswerKind.Reset, (await AskAsync(Resets())).Kind);
        Assert.Equal(AnswerKind.Reset, (await AskAsync(Resets(after: "Zookeeper ver"))).Kind);
        Assert.Equal(AnswerKind.TooLong, (await AskAsync(NeverEnds())).Kind);
    }

    [Fact]
    public async Task A_server_at_its_limit_of_connections_never_looks_like_one_that_is_gone()
    {
        await using var server = new ScriptedZooKeeper { Full = true };
        var client = new FourLetterClient(_time);
        for (var i = 0; i < 500; i++)
        {
            var answer = await client.AskAsync(TcpDial.Loopback, server.Port, "srvr", Deadline, TestContext.Current.CancellationToken);
            Assert.True(answer.ShowsLife, answer.Reason);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Zookeeper version: 3.9.3\nMode: lea")]
    public async Task A_server_that_stalls_is_given_up_at_the_deadline(string after)
    {
        await using var server = new ScriptedZooKeeper { Script = _ => Stalls(after) };
        var asking = new FourLetterClient(_time).AskAsync("127.0.0.1", server.Port, "srvr", Deadline, TestContext.Current.CancellationToken);
        await _time.UntilTimerAsync(Deadline);
        _time.Advance(Deadline);
        var answer = await asking;
        Assert.Equal((AnswerKind.TimedOut, "no answer within 2 s"), (answer.Kind, answer.Reason));
    }

    [Fact]
    public async Task A_port_without_a_listener_is_refused_on_both_loopbacks()
    {
        var answer = await new FourLetterClient(_time).AskAsync(TcpDial.Loopback, FreePort(), "srvr", Deadline, TestContext.Current.CancellationToken);
        Assert.Equal((AnswerKind.Refused, "connection refused"), (answer.Kind, answer.Reason));
    }

    [Theory]
    [InlineData(TcpDial.Loopback)]
    [InlineData("::1")]
    [InlineData("[::1]")]
    public async Task A_server_that_listens_on_IPv6_only_is_found(string host)
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "needs IPv6");
        await using var server = new ScriptedZooKeeper(IPAddress.IPv6Loopback) { Script = Serving("follower") };
        var answer = await new FourLetterClient(_time).AskAsync(host, server.Port, "srvr", Deadline, TestContext.Current.CancellationToken);
        Assert.Equal(AnswerKind.Text, answer.Kind);
    }

    [Fact]
    public async Task A_name_without_an_address_is_a_value()
    {
        var answer = await new FourLetterClient(TimeProvider.System).AskAsync("zk-0.nope.invalid", 2181, "srvr", TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal((AnswerKind.Unresolved, "name does not resolve"), (answer.Kind, answer.Reason));
        answer = await new FourLetterClient(_time).AskAsync(new string('z', 300), 2181, "srvr", Deadline, TestContext.Current.CancellationToken);
        Assert.Equal(AnswerKind.Unresolved, answer.Kind);
    }

    [Fact]
    public async Task A_caller_that_cancels_gets_an_exception_and_no_answer()
    {
        await using var server = new ScriptedZooKeeper { Script = _ => Stalls() };
        using var cancel = new CancellationTokenSource();
        var asking = new FourLetterClient(_time).AskAsync("127.0.0.1", server.Port, "srvr", Deadline, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    private async Task<FourLetterAnswer> AskAsync(Act act)
    {
        await using var server = new ScriptedZooKeeper { Script = _ => act };
        return await new FourLetterClient(_time).AskAsync("127.0.0.1", server.Port, "srvr", Deadline, TestContext.Current.CancellationToken);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
