using ZkAgent.Core.Volume;

namespace ZkAgent.Core.DataTree;

/// <summary>Hands out a stream's bytes in the pieces that a reader asks for, and keeps their Adler-32.</summary>
/// <param name="source">The stream.</param>
/// <param name="longest">Bytes of the largest piece; a damaged length must not make it take all memory.</param>
internal sealed class ByteSource(Stream source, int longest)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _next;
    private int _end;
    private Adler32 _sum = new();

    /// <summary>Bytes handed out.</summary>
    public long Position { get; private set; }

    public uint Checksum => _sum.Value;

    /// <summary>The next bytes, all of them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="bytes">Valid until the next call.</param>
    /// <returns>False where the stream ends before that, or the count is negative or too large; then nothing is taken.</returns>
    public bool Take(int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!Peek(count, out var found)) return false;
        _sum.Add(found);
        _next += count;
        Position += count;
        bytes = found;
        return true;
    }

    /// <summary>The same without taking them.</summary>
    public bool Peek(int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (count < 0 || count > longest) return false;
        if (_end - _next < count) Fill(count);
        if (_end - _next < count) return false;
        bytes = _buffer.AsSpan(_next, count);
        return true;
    }

    /// <summary>Takes bytes that <see cref="Peek"/> showed, and leaves the checksum as it is.</summary>
    public void Skip(int count)
    {
        _next += count;
        Position += count;
    }

    /// <summary>Bytes up to the end of the stream, if there are at most so many; one more otherwise.</summary>
    public int Remaining(int most)
    {
        if (_end - _next <= most) Fill(most + 1);
        return Math.Min(_end - _next, most + 1);
    }

    private void Fill(int count)
    {
        var left = _end - _next;
        if (count > _buffer.Length)
        {
            var larger = new byte[Math.Min(Math.Max(count, 2L * _buffer.Length), Array.MaxLength)];
            _buffer.AsSpan(_next, left).CopyTo(larger);
            _buffer = larger;
        }
        else _buffer.AsSpan(_next, left).CopyTo(_buffer);
        (_next, _end) = (0, left);
        while (_end < count)
        {
            var read = source.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0) return;
            _end += read;
        }
    }
}
