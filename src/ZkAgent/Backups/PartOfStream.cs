namespace ZkAgent.Backups;

/// <summary>Reads a stretch of a file.</summary>
/// <param name="file">The file, which is closed with this.</param>
/// <param name="start">Where the stretch begins.</param>
/// <param name="length">Its bytes.</param>
internal sealed class PartOfStream(FileStream file, long start, long length) : ReadingStream
{
    private long _position;

    public override bool CanSeek => true;

    public override long Length => length;

    public override long Position { get => _position; set => _position = value; }

    public override int Read(Span<byte> buffer)
    {
        var read = RandomAccess.Read(file.SafeFileHandle, buffer[..(int)Math.Min(buffer.Length, length - _position)], start + _position);
        _position += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }
}
