namespace ZkAgent.Machine;

/// <summary>A clock that starts at the system time and never jumps: durations of health stay correct when the system time is set.</summary>
internal sealed class SteadyTime(TimeProvider inner) : TimeProvider
{
    private readonly DateTimeOffset _start = inner.GetUtcNow();
    private readonly long _startTimestamp = inner.GetTimestamp();

    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <summary>The moment on this clock.</summary>
    public DateTimeOffset Now => _start + inner.GetElapsedTime(_startTimestamp);

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
