namespace ZkAgent.Backups;

/// <summary>Limits how many bytes are read from the member's volume in a second, over all its files.</summary>
/// <param name="bytesPerSecond">The limit; 0: none.</param>
internal sealed class ReadRate(long bytesPerSecond, TimeProvider time)
{
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

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
}

/// <summary>Reads the first bytes of a member's file at a limited rate. The file stays open.</summary>
/// <param name="file">The file.</param>
/// <param name="length">How many bytes.</param>
/// <param name="rate">The rate.</param>
internal sealed class ThrottledStream(FileStream file, long length, ReadRate rate, CancellationToken cancellation) : ReadingStream
{
    private long _position;

    // The writer of tar files wants to know both, and reads from the beginning to the end.
    public override bool CanSeek => true;

    public override long Length => length;

    public override long Position { get => _position; set => _position = value; }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = RandomAccess.Read(file.SafeFileHandle, buffer[..(int)Math.Min(buffer.Length, length - _position)], _position);
            _position += read;
            rate.Count(read, cancellation);
            return read;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(e);
        }
    }
}
