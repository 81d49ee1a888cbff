using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ZkAgent.Tests.Fakes;

/// <summary>A clock that moves only when a test moves it, and that says when the code under test has started a timer.</summary>
internal sealed class ObservedTime : FakeTimeProvider
{
    private readonly ConcurrentDictionary<(long Now, TimeSpan Length), TaskCompletionSource> _started = new();

    private TimeSpan _wallClockSetBy;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _wallClockSetBy;

    public override long GetTimestamp() => base.GetTimestamp() - _wallClockSetBy.Ticks;

    /// <summary>Sets the wall clock forward or back, as NTP or an operator does. Timestamps and timers do not notice.</summary>
    public void SetWallClock(TimeSpan by) => _wallClockSetBy += by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ObservedTimer(base.CreateTimer(callback, state, dueTime, period), this);
        Started(dueTime).TrySetResult();
        return timer;
    }

    /// <summary>
    /// Returns once a timer of this length has been started since the clock moved last, so that moving the clock can't come too early.
    /// </summary>
    /// <exception cref="TimeoutException">None was started within a minute of real time.</exception>
    public Task UntilTimerAsync(TimeSpan length) => Started(length).Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    private TaskCompletionSource Started(TimeSpan length) =>
        _started.GetOrAdd((GetTimestamp(), length), _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Some timers are made idle and get their length afterwards: those of a CancellationTokenSource that Polly makes.</summary>
    private sealed class ObservedTimer(ITimer timer, ObservedTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            time.Started(dueTime).TrySetResult();
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
