namespace ZkAgent.Backups;

/// <summary>A file could not be read: told apart from one that could not be written.</summary>
internal sealed class SourceException(Exception inner) : Exception(inner.Message, inner);

/// <summary>Reads a file, and throws <see cref="SourceException"/> where that fails.</summary>
internal sealed class SourceStream : ReadingStream
{
    private readonly Stream _inner;

    /// <exception cref="SourceException">The file can't be opened.</exception>
    public SourceStream(Func<Stream> open)
    {
        try
        {
            _inner = open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(e);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _inner.Read(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }
}
