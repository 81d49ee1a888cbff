using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;
using ZkAgent.Protocol;
using ZkAgent.Tests.Fakes;
using static ZkAgent.Tests.Fakes.ScriptedZooKeeper;

namespace ZkAgent.Tests.Protocol;

public sealed class SessionClientTests
{
    private const string Session = "00000025" + "00000000" + "00000FA0" + "0000000000000001" + "00000010" + "00000000000000000000000000000000" + "00";
    private const string Closed = "00000010" + "00000001" + "0000000000000007" + "00000000";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_session_that_comes_and_goes_is_good()
    {
        var close = new byte[12];
        var check = await CheckAsync(async (connection, stopping) =>
        {
            await ReadAsync(connection, 45, stopping);
            await SendAsync(connection, Session, stopping);
            close = await ReadAsync(connection, 12, stopping);
            await SendAsync(connection, Closed, stopping);
        });
        Assert.Null(check.Problem);
        Assert.Equal(SessionFrames.Close(), close);
    }

    [Fact]
    public async Task A_server_that_ends_the_session_its_own_way_is_good() => Assert.Null((await CheckAsync(async (connection, stopping) =>
    {
        await ReadAsync(connection, 45, stopping);
        await SendAsync(connection, Session, stopping);
        connection.LingerState = new LingerOption(true, 0);
        await ReadAsync(connection, 12, stopping);
    })).Problem);

    [Theory]
    [InlineData("", "closed without an answer; it does not serve, or the limit of client connections (maxClientCnxns) is reached")]
    [InlineData("0000", "closed after 2 bytes of the answer")]
    [InlineData("0000002500000000", "closed after 4 of 37 bytes of the answer")]
    [InlineData("48545450", "an answer of 1213486160 bytes is not ZooKeeper's")]
    [InlineData("FFFFFFFF", "an answer of -1 bytes is not ZooKeeper's")]
    [InlineData("00000000", "an answer of 0 bytes is not ZooKeeper's")]
    public async Task Half_an_answer_is_a_reason(string answer, string reason)
    {
        var check = await CheckAsync(async (connection, stopping) =>
        {
            await ReadAsync(connection, 45, stopping);
            await SendAsync(connection, answer, stopping);
        });
        Assert.Equal("cannot open a session: " + reason, check.Problem);
    }

    [Fact]
    public async Task A_reset_is_a_reason() => Assert.Equal(
        "cannot open a session: connection reset before the end of the answer", (await CheckAsync(Resets())).Problem);

    [Theory]
    [InlineData("", "cannot open a session: no answer within 5 s")]
    [InlineData("000000250000", "cannot open a session: no answer within 5 s")]
    [InlineData(Session, "cannot close a session: no answer within 5 s")]
    public async Task A_server_that_stalls_is_given_up_at_the_deadline(string answer, string problem)
    {
        var sent = new TaskCompletionSource();
        await using var server = new ScriptedZooKeeper
        {
            Script = _ => async (connection, stopping) =>
            {
                await ReadAsync(connection, 45, stopping);
                await SendAsync(connection, answer, stopping);
                // The close shows that the answer has been read; the rest stays unanswered.
                if (answer == Session) await ReadAsync(connection, 12, stopping);
                sent.SetResult();
                await Task.Delay(Timeout.Infinite, stopping);
            },
        };
        var checking = new SessionClient(_time).CheckAsync("127.0.0.1", server.Port, Deadline, TestContext.Current.CancellationToken);
        await sent.Task.WaitAsync(TestContext.Current.CancellationToken);
        _time.Advance(Deadline);
        var check = await checking;
        Assert.Equal((problem, Deadline), (check.Problem, check.Took));
    }

    [Fact]
    public async Task A_caller_that_cancels_gets_an_exception_and_no_result()
    {
        await using var server = new ScriptedZooKeeper { Script = _ => Stalls() };
        using var cancel = new CancellationTokenSource();
        var checking = new SessionClient(_time).CheckAsync("127.0.0.1", server.Port, Deadline, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => checking);
    }

    private async Task<SessionCheck> CheckAsync(Act act)
    {
        await using var server = new ScriptedZooKeeper { Script = _ => act };
        return await new SessionClient(_time).CheckAsync("127.0.0.1", server.Port, Deadline, TestContext.Current.CancellationToken);
    }

    private static Task<int> SendAsync(Socket connection, string hex, CancellationToken stopping) => connection.SendAsync(Convert.FromHexString(hex), stopping).AsTask();

    /// <summary>All of it, or closing would turn into a reset.</summary>
    private static async Task<byte[]> ReadAsync(Socket connection, int count, CancellationToken stopping)
    {
        await using var stream = new NetworkStream(connection);
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, stopping);
        return bytes;
    }
}
