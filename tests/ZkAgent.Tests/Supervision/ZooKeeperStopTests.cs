using Xunit;
using ZkAgent.Core.Supervision;
using ZkAgent.Hosting;
using ZkAgent.Native;
using ZkAgent.Supervision;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Supervision;

/// <summary>The stop by the clock: a grace period of 30 s leaves the gate 23 s and ZooKeeper 25 s.</summary>
public sealed class ZooKeeperStopTests : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeaveBy = TimeSpan.FromSeconds(23);
    private static readonly TimeSpan KillAt = TimeSpan.FromSeconds(25);

    private readonly ObservedTime _time = new();
    private readonly RememberedLog<ZooKeeperStop> _log = new();
    private readonly ScriptedChildren _children = new();
    private readonly ChildProcess _child = new(100);
    private readonly SupervisionState _state;
    private readonly StopRequests _stop;

    public ZooKeeperStopTests()
    {
        _state = new(new(_time));
        _stop = new(_time);
    }

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task An_open_gate_is_followed_by_SIGTERM_and_the_end_is_awaited()
    {
        _children.OnSignal = (child, signal) => child.Ended(ChildExit.Exited(128 + signal));

        Assert.Equal(StopProgress.Sent, await StopAsync(_ => Task.FromResult("leaving: no member needs it")));
        Assert.Equal([LibC.SIGTERM], _children.Signals);
        Assert.Equal(ProcessPhase.Stopping, _state.Now.Phase);
        Assert.Equal("Stopping, asked by SIGTERM; ZooKeeper has 25 s.", _log.Lines[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3600)]
    [InlineData(-3600)]
    public async Task What_ignores_SIGTERM_is_killed_at_the_deadline_however_the_wall_clock_is_set_meanwhile(int setBy)
    {
        var stopping = StopAsync(_ => Task.FromResult("leaving"));
        await _time.UntilTimerAsync(KillAt);
        _time.SetWallClock(TimeSpan.FromSeconds(setBy));
        _time.Advance(KillAt - TimeSpan.FromMilliseconds(1));
        Assert.False(stopping.IsCompleted);
        Assert.Equal([LibC.SIGTERM], _children.Signals);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(StopProgress.Sent, await stopping);
        Assert.Equal([LibC.SIGTERM, LibC.SIGKILL], _children.Signals);
        Assert.Contains("ZooKeeper has not ended by the deadline, 5 s before the grace period of 30 s is over: killing it.", _log.Lines);
    }

    [Fact]
    public async Task What_not_even_SIGKILL_ends_is_left_behind_after_two_seconds()
    {
        _children.DiesOfKill = false;
        var stopping = StopAsync(_ => Task.FromResult("leaving"));
        await _time.UntilTimerAsync(KillAt);
        _time.Advance(KillAt);
        await _time.UntilTimerAsync(ShutdownPlan.AfterKill);
        Assert.False(stopping.IsCompleted);

        _time.Advance(ShutdownPlan.AfterKill);
        Assert.Equal(StopProgress.Sent, await stopping);
        Assert.Equal(ChildExit.Killed(LibC.SIGKILL), await _child.Exit);
        Assert.Contains("ZooKeeper (pid 100) has not ended 2 s after SIGKILL: it waits for a disk or a file system that does not answer. The agent ends without it.", _log.Lines);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3600)]
    [InlineData(-3600)]
    public async Task A_gate_that_stays_shut_is_left_behind_in_time_for_ZooKeeper_to_end_however_the_wall_clock_is_set_meanwhile(int setBy)
    {
        var stopping = StopAsync(over => Task.Delay(Timeout.Infinite, over).ContinueWith(_ => "", TaskScheduler.Default));
        await _time.UntilTimerAsync(LeaveBy);
        _time.SetWallClock(TimeSpan.FromSeconds(setBy));
        _time.Advance(LeaveBy);
        await _time.UntilTimerAsync(KillAt - LeaveBy);

        Assert.Equal([LibC.SIGTERM], _children.Signals);
        Assert.Contains("The departure gate had not opened when the time for it was over: leaving all the same.", _log.Lines);
        _child.Ended(ChildExit.Exited(143));
        Assert.Equal(StopProgress.Sent, await stopping);
    }

    [Fact]
    public async Task A_gate_that_does_not_heed_its_token_holds_nothing_up()
    {
        var stopping = StopAsync(_ => new TaskCompletionSource<string>().Task);
        await _time.UntilTimerAsync(LeaveBy);
        _time.Advance(LeaveBy);
        await _time.UntilTimerAsync(KillAt - LeaveBy);
        _child.Ended(ChildExit.Exited(143));
        Assert.Equal(StopProgress.Sent, await stopping);
    }

    [Fact]
    public async Task A_gate_that_fails_is_left_at_once()
    {
        _children.OnSignal = (child, signal) => child.Ended(ChildExit.Exited(143));

        Assert.Equal(StopProgress.Sent, await StopAsync(_ => throw new InvalidOperationException("a fault")));
        Assert.Contains("cannot wait at the departure gate: leaving at once.", _log.Lines);
    }

    [Fact]
    public async Task The_time_that_a_drain_took_is_counted()
    {
        _stop.BeginGrace();
        _time.Advance(TimeSpan.FromSeconds(20));
        var stopping = StopAsync(_ => new TaskCompletionSource<string>().Task);
        await _time.UntilTimerAsync(LeaveBy - TimeSpan.FromSeconds(20));

        Assert.Equal("Stopping, asked by SIGTERM; ZooKeeper has 5 s.", _log.Lines[0]);
        _time.Advance(LeaveBy - TimeSpan.FromSeconds(20));
        await _time.UntilTimerAsync(KillAt - LeaveBy);
        _time.Advance(KillAt - LeaveBy);
        Assert.Equal(StopProgress.Sent, await stopping);
        Assert.Equal([LibC.SIGTERM, LibC.SIGKILL], _children.Signals);
    }

    [Fact]
    public async Task A_drain_that_used_the_time_up_leaves_no_wait_at_all()
    {
        _stop.BeginGrace();
        _time.Advance(Grace);

        Assert.Equal(StopProgress.Sent, await StopAsync(_ => throw new InvalidOperationException("there is no time to ask")));
        Assert.Equal([LibC.SIGTERM, LibC.SIGKILL], _children.Signals);
    }

    [Fact]
    public async Task Where_ZooKeeper_ends_while_the_gate_waits_the_gate_is_told_and_no_signal_is_sent()
    {
        var gate = new TaskCompletionSource<string>();
        var stopping = StopAsync(over =>
        {
            over.Register(() => gate.TrySetCanceled(over));
            return gate.Task;
        });
        await _time.UntilTimerAsync(LeaveBy);
        _child.Ended(ChildExit.Exited(1));

        Assert.Equal(StopProgress.Asked, await stopping);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate.Task);
        Assert.Empty(_children.Signals);
    }

    private Task<StopProgress> StopAsync(Func<CancellationToken, Task<string>> gate)
    {
        _stop.Ask("SIGTERM");
        return new ZooKeeperStop(_children, _stop, Grace, gate, _state, _time, _log).StopAsync(_child, _stop.First!);
    }
}
