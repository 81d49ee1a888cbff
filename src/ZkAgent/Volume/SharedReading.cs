using Polly;
using ZkAgent.Resilience;

namespace ZkAgent.Volume;

/// <summary>What was read of the volume.</summary>
/// <param name="Value">What was found.</param>
/// <param name="Age">How long ago the reading began; null where it began after the question.</param>
internal sealed record Reading<T>(T Value, TimeSpan? Age);

/// <summary>Reads one thing of the volume for all who ask: those who ask before a reading has begun share it, and each waits no longer than a limit.</summary>
/// <remarks>A reading that runs already is not shared: what it found may be older than the question, and the data guard's proofs are about that order.</remarks>
/// <param name="thread">The volume's thread.</param>
/// <param name="read">Reads; called on the thread.</param>
internal sealed class SharedReading<T>(VolumeThread thread, Func<T> read, TimeProvider time)
{
    /// <summary>How long a question waits. A volume that is well answers in a millisecond; a peer in a hurry waits half a second for all of <c>/member</c>.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(200);

    private readonly ResiliencePipeline _shared = Pipelines.SharedSample(time);
    private readonly Lock _lock = new();
    private Task<T>? _next;
    private Last? _last;

    /// <summary>The last that was read, with its age, however old; null where nothing was.</summary>
    public Reading<T>? Known
    {
        get
        {
            lock (_lock) return _last is { } last ? new(last.Value, time.GetElapsedTime(last.Began)) : null;
        }
    }

    /// <returns>What is there now; the last that was read, with its age, where the volume does not answer in time; null where nothing was ever read.</returns>
    /// <exception cref="Exception">What reading threw.</exception>
    public async Task<Reading<T>?> AskAsync()
    {
        Task<T> next;
        lock (_lock) next = _next ??= thread.RunAsync(Read, CancellationToken.None);
        var read = await _shared.TryAsync(Deadline, next.WaitAsync, CancellationToken.None).ConfigureAwait(false);
        if (read.IsTimeout()) return Known;
        read.ThrowIfException();
        return new(read.Result!, null);
    }

    private T Read()
    {
        var began = time.GetTimestamp();
        lock (_lock) _next = null;
        var value = read();
        lock (_lock) _last = new(value, began);
        return value;
    }

    private sealed record Last(T Value, long Began);
}
