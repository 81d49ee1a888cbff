using System.Text.Json;
using Xunit;
using ZkAgent.Commands;
using ZkAgent.Core.Ensemble;
using ZkAgent.Resilience;
using ZkAgent.Tests.ExecProbes;
using ZkAgent.Tests.Fakes;
using static ZkAgent.Tests.Fakes.ScriptedZooKeeper;

namespace ZkAgent.Tests.Commands;

public sealed class CommandTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = OkCommand.DeadlineOf(TimeSpan.FromSeconds(4));

    private readonly ScriptedZooKeeper _first = new() { Script = Serving("leader") };
    private readonly ScriptedZooKeeper _second = new() { Script = Serving("follower") };
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Theory]
    [InlineData(4000, 3000)]
    [InlineData(5000, 4000)]
    [InlineData(2000, 1000)]
    [InlineData(1000, 500)]
    public void The_early_path_and_the_ordinary_one_share_the_timeout_of_ok(int timeout, int left) =>
        Assert.Equal(TimeSpan.FromMilliseconds(left), OkCommand.DeadlineOf(TimeSpan.FromMilliseconds(timeout)));

    [Fact]
    public async Task Ok_is_silent_where_ruok_is_answered_imok()
    {
        Assert.Equal(0, await new OkCommand(TimeProvider.System).RunAsync("127.0.0.1", _first.Port, _second.Port, Deadline, _error, Cancellation));
        Assert.Empty(_error.ToString());
        Assert.Equal(["ruok"], _first.Words);
    }

    [Fact]
    public async Task Ok_says_why_not()
    {
        _first.Script = _ => Says("HTTP/1.1 400 Bad Request\r\n\r\nyou speak no HTTP");
        Assert.Equal(1, await new OkCommand(TimeProvider.System).RunAsync("127.0.0.1", _first.Port, _second.Port, Deadline, _error, Cancellation));
        Assert.Equal($"cannot get imok from ZooKeeper on port {_first.Port}: the answer was \"HTTP/1.1 400 Bad Request\"", _error.ToString().Trim());
    }

    [Fact]
    public async Task Ok_needs_no_agent()
    {
        Assert.Equal(0, await new OkCommand(TimeProvider.System).RunAsync("127.0.0.1", _first.Port, null, Deadline, _error, Cancellation));
        Assert.Equal(1, await new OkCommand(TimeProvider.System).RunAsync("127.0.0.1", LoopbackPorts.FindClosed(), null, Deadline, _error, Cancellation));
    }

    [Fact]
    public async Task Ok_gives_up_after_three_seconds()
    {
        var time = new ObservedTime();
        _first.Script = _ => Stalls();
        var running = new OkCommand(time).RunAsync("127.0.0.1", _first.Port, _second.Port, Deadline, _error, Cancellation);
        await time.UntilTimerAsync(Deadline);
        time.Advance(Deadline);
        Assert.Equal(1, await running);
        Assert.Contains("no answer within 3 s", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_are_the_text_as_it_came()
    {
        Assert.Equal(0, await new MetricsCommand(TimeProvider.System).RunAsync("127.0.0.1", _first.Port, _output, _error, Cancellation));
        Assert.Equal("zk_version\t3.9.3-x\nzk_server_state\tleader\nzk_uptime\t17\n", _output.ToString());
        _first.Script = Serving(null);
        Assert.Equal(1, await new MetricsCommand(TimeProvider.System).RunAsync("127.0.0.1", _first.Port, _output, _error, Cancellation));
        Assert.StartsWith("cannot get metrics from ZooKeeper on port ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_is_0_with_a_quorum_and_1_without()
    {
        var topology = new EnsembleTopology([Server(1, _first.Port), Server(2, _second.Port), Server(3, 1)]);
        var status = new StatusCommand(9141, TimeProvider.System);
        Assert.Equal(0, await status.RunAsync(topology, json: false, colour: false, _output, Cancellation));
        Assert.Contains("connection refused", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("2 of 3 voters serve", _output.ToString(), StringComparison.Ordinal);

        _second.Script = Serving(null);
        var json = new StringWriter();
        Assert.Equal(1, await status.RunAsync(topology, json: true, colour: false, json, Cancellation));
        using var parsed = JsonDocument.Parse(json.ToString());
        Assert.False(parsed.RootElement.GetProperty("quorum").GetBoolean());
    }

    [Fact]
    public async Task Wait_ends_with_the_first_that_serves_although_another_hangs()
    {
        _first.Script = _ => Stalls();
        Assert.Equal(0, await WaitAsync(TimeProvider.System, TimeSpan.FromMinutes(1)));
        Assert.StartsWith($"the ensemble serves: 127.0.0.1:{_second.Port} is follower (after ", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task Wait_says_now_and_then_what_it_waits_for_and_at_last_why_it_gave_up()
    {
        var time = new ObservedTime();
        _first.Script = _second.Script = Serving(null);
        var running = WaitAsync(time, TimeSpan.FromSeconds(15.5));
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, time.UntilTimerAsync(Pipelines.EnsembleWaitPause));
            time.Advance(Pipelines.EnsembleWaitPause);
        }

        Assert.Equal(1, await running);
        var reasons = string.Join("; ", new[] { _first.Port, _second.Port }.Select(port => $"127.0.0.1:{port}: not serving").Order(StringComparer.Ordinal));
        Assert.Equal(
        [
            $"waiting for the ensemble, 15 s left: {reasons}",
            $"waiting for the ensemble, 5.5 s left: {reasons}",
            $"cannot find a serving ensemble within 15 s: {reasons}",
        ], _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private Task<int> WaitAsync(TimeProvider time, TimeSpan timeout) => new WaitCommand(9141, time).RunAsync(
        [new("127.0.0.1", _first.Port), new("127.0.0.1", _second.Port)], timeout, _output, _error, Cancellation);

    private static EnsembleServer Server(int id, int port) => new(new(id), "127.0.0.1", 2888, 3888, ServerRole.Participant, port);
}
