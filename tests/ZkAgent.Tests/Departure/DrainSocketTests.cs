using System.Net.Sockets;
using System.Text;
using Xunit;
using ZkAgent.Departure;
using ZkAgent.Hosting;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Departure;

public sealed class DrainSocketTests : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeaveBy = TimeSpan.FromSeconds(23);

    private readonly ObservedTime _time = new();
    private readonly RememberedLog<DrainSocket> _log = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("zkagent-drain-").FullName;
    private readonly CancellationTokenSource _stopping = new();
    private readonly StopRequests _stop;
    private Task _running = Task.CompletedTask;

    public DrainSocketTests() => _stop = new(_time);

    private string Path => System.IO.Path.Combine(_directory, "zkagent.sock");

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _stop.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_drain_starts_the_grace_period_and_returns_what_the_gate_says()
    {
        Run(_ => Task.FromResult("leaving: 2 of 3 voters stay in sync"));

        Assert.Equal("leaving: 2 of 3 voters stay in sync\n", await DrainAsync());
        Assert.Equal("leaving, asked by drain", _stop.Draining);
        Assert.Equal("draining, asked by zkagent drain: not ready from now on", Assert.Single(_log.Lines));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3600)]
    [InlineData(-3600)]
    public async Task A_gate_that_stays_shut_is_told_to_give_up_in_time_however_the_wall_clock_is_set_meanwhile(int setBy)
    {
        Run(over => Task.Delay(Timeout.Infinite, over).ContinueWith(_ => "", over, TaskContinuationOptions.None, TaskScheduler.Default));
        var draining = DrainAsync();
        await _time.UntilTimerAsync(LeaveBy);
        _time.SetWallClock(TimeSpan.FromSeconds(setBy));
        _time.Advance(LeaveBy);

        Assert.Equal("leaving all the same: the time for waiting is over\n", await draining);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3600)]
    [InlineData(-3600)]
    public async Task A_drain_that_no_stop_follows_is_forgotten_after_the_grace_period_however_the_wall_clock_is_set_meanwhile(int setBy)
    {
        Run(_ => Task.FromResult("leaving"));
        await DrainAsync();
        await _time.UntilTimerAsync(Grace);
        _time.SetWallClock(TimeSpan.FromSeconds(setBy));
        _time.Advance(Grace - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(_stop.Draining);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        await UntilAsync(() => _stop.Draining is null);
        Assert.Equal("no stop followed the drain within the grace period: serving on", _log.Lines[^1]);
    }

    [Fact]
    public async Task A_drain_that_a_stop_follows_stays()
    {
        Run(_ => Task.FromResult("leaving"));
        await DrainAsync();
        await _time.UntilTimerAsync(Grace);
        _stop.Ask("SIGTERM");
        _time.Advance(Grace);

        // A second drain is answered after the first one was decided again.
        await DrainAsync();
        Assert.Equal("leaving, asked by SIGTERM", _stop.Draining);
        Assert.Single(_log.Lines);
    }

    [Fact]
    public async Task A_drain_during_a_stop_has_what_is_left_of_the_time()
    {
        _stop.Ask("SIGTERM");
        _time.Advance(TimeSpan.FromSeconds(20));
        Run(_ => new TaskCompletionSource<string>().Task.WaitAsync(_));
        var draining = DrainAsync();
        await _time.UntilTimerAsync(LeaveBy - TimeSpan.FromSeconds(20));
        _time.Advance(LeaveBy - TimeSpan.FromSeconds(20));

        Assert.Equal("leaving all the same: the time for waiting is over\n", await draining);
    }

    [Fact]
    public async Task A_gate_that_fails_is_told_and_logged()
    {
        Run(_ => throw new InvalidOperationException("a fault"));

        Assert.Equal("leaving all the same: the departure gate failed, and the agent's log says how\n", await DrainAsync());
        Assert.Contains("cannot wait at the departure gate", _log.Lines);
    }

    [Fact]
    public async Task A_client_that_waits_when_the_agent_ends_is_told_so_and_the_socket_is_gone()
    {
        Run(over => new TaskCompletionSource<string>().Task.WaitAsync(over));
        var draining = DrainAsync();
        await _time.UntilTimerAsync(LeaveBy);
        await _stopping.CancelAsync();

        Assert.Equal("ZooKeeper has ended\n", await draining);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        Assert.False(File.Exists(Path));
    }

    private void Run(Func<CancellationToken, Task<string>> gate) =>
        _running = new DrainSocket(Path, Grace, _stop, gate, _time, _log).RunAsync(_stopping.Token);

    private async Task<string> DrainAsync()
    {
        using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await connection.ConnectAsync(new UnixDomainSocketEndPoint(Path), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(new NetworkStream(connection), Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private Task UntilAsync(Func<bool> reached) => Poll.UntilAsync(reached, TimeSpan.FromSeconds(30), () => string.Join('\n', _log.Lines));
}
