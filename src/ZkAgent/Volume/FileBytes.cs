namespace ZkAgent.Volume;

/// <summary>A file read from its beginning to its end through one small buffer, so that its size costs no memory.</summary>
internal sealed class FileBytes(Stream file, Action answered) : IDisposable
{
    // Not so large that it would go to the large object heap.
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _next;
    private int _end;

    public long Length { get; } = file.Length;

    /// <summary>Bytes taken so far.</summary>
    public long Position { get; private set; }

    /// <param name="path">The file.</param>
    /// <param name="answered">Called after each read: it tells the volume watch that the volume answers.</param>
    public static FileBytes Open(string path, Action answered) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan), answered);

    /// <summary>The next bytes, at least one and at most so many; empty at the end of the file.</summary>
    public ReadOnlySpan<byte> Take(long atMost)
    {
        if (_next == _end)
        {
            (_next, _end) = (0, file.Read(_buffer));
            answered();
        }
        var taken = _buffer.AsSpan(_next, (int)Math.Min(_end - _next, atMost));
        _next += taken.Length;
        Position += taken.Length;
        return taken;
    }

    /// <summary>Fills a span; false where the file ends before that.</summary>
    public bool Fill(Span<byte> target)
    {
        while (target.Length > 0)
        {
            var part = Take(target.Length);
            if (part.IsEmpty) return false;
            part.CopyTo(target);
            target = target[part.Length..];
        }
        return true;
    }

    /// <summary>True when nothing but zeros follows. Reads on up to the first other byte.</summary>
    public bool OnlyZerosFollow()
    {
        while (true)
        {
            var part = Take(long.MaxValue);
            if (part.IsEmpty) return true;
            if (part.ContainsAnyExcept((byte)0)) return false;
        }
    }

    public void Dispose() => file.Dispose();
}
