namespace ZkAgent.Backups;

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
