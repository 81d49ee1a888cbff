namespace ZkAgent.StatusPage;

/// <summary>Makes one answer for all readers: however many there are, it is made at most once in an interval.</summary>
/// <param name="make">Makes it.</param>
/// <param name="freshness">The age up to which an answer is shared.</param>
internal sealed class SharedAnswer<T>(Func<Task<T>> make, TimeSpan freshness, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Task<T>? _made;
    private long _begun;

    public Task<T> GetAsync()
    {
        lock (_lock)
        {
            if (_made is { IsCompleted: false } || _made is { IsCompletedSuccessfully: true } && time.GetElapsedTime(_begun) < freshness) return _made;
            _begun = time.GetTimestamp();
            // Task.Run: nothing is made under the lock.
            return _made = Task.Run(make);
        }
    }
}
