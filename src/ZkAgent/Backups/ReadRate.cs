namespace ZkAgent.Backups;

/// <summary>Limits how many bytes are read from the member's volume in a second, over all its files.</summary>
/// <param name="bytesPerSecond">The limit; 0: none.</param>
internal sealed class ReadRate(long bytesPerSecond, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    private readonly long _began = time.GetTimestamp();
    private long _bytes;

    /// <summary>Counts bytes and waits until they are due.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public void Count(int bytes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (bytesPerSecond == 0) return;
        _bytes += bytes;
        var early = TimeSpan.FromSeconds((double)_bytes / bytesPerSecond) - time.GetElapsedTime(_began);
        // Shorter waits than a timer can do add up.
        if (early > Shortest) Task.Delay(early, time, cancellation).GetAwaiter().GetResult();
    }
}
