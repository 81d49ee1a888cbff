using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ZkAgent.Tests.Fakes;

/// <summary>A clock that moves only when a test moves it, and that says when the code under test has started a timer.</summary>
internal sealed class ObservedTime : FakeTimeProvider
{
    private readonly ConcurrentDictionary<(DateTimeOffset Now, TimeSpan Length), TaskCompletionSource> _started = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Started(dueTime).TrySetResult();
        return timer;
    }

    /// <summary>
    /// Returns once a timer of this length has been started since the clock moved last, so that moving the clock can't come too early.
    /// </summary>
    /// <exception cref="TimeoutException">None was started within a minute of real time.</exception>
    public Task UntilTimerAsync(TimeSpan length) => Started(length).Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    private TaskCompletionSource Started(TimeSpan length) =>
        _started.GetOrAdd((GetUtcNow(), length), _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
