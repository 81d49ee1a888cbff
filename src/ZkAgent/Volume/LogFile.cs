using System.Buffers.Binary;
using ZkAgent.Core.Volume;

namespace ZkAgent.Volume;

/// <summary>Reads a transaction log as ZooKeeper does at its start: header ZKLG, then checksum, length, entry and the letter B, until there is no more.</summary>
internal static class LogFile
{
    private const int HeaderLength = 16;

    /// <summary>Session, cxid, zxid, time and type, with which every entry begins.</summary>
    private const int EntryHeader = 32;
    private const int ZxidAt = 12;
    private const byte EntryEnd = (byte)'B';
    private const int MostGaps = 1000;

    /// <param name="path">The file.</param>
    /// <param name="zxid">The zxid in its name.</param>
    /// <param name="entryLimit">Bytes that an entry may have; see <see cref="JuteBuffer"/>.</param>
    /// <param name="answered">See <see cref="FileBytes.Open"/>.</param>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static LogFact Read(string path, long zxid, int entryLimit, Action answered)
    {
        var fact = new LogFact(Path.GetFileName(path), zxid, LogCheck.Headless);
        if (Directory.Exists(path)) return fact;
        using var file = FileBytes.Open(path, answered);
        Span<byte> header = stackalloc byte[HeaderLength];
        var whole = file.Fill(header);
        if (!whole || !header.StartsWith("ZKLG"u8))
            return fact with { Check = !whole || (!header.ContainsAnyExcept((byte)0) && file.OnlyZerosFollow()) ? LogCheck.Blank : LogCheck.Headless };

        Span<byte> start = stackalloc byte[EntryHeader];
        List<LogGap> gaps = [];
        while (true)
        {
            var (end, length) = ReadEntry(file, start, entryLimit);
            if (end is { } check) return fact with { Check = check, Gaps = gaps };
            var entry = BinaryPrimitives.ReadInt64BigEndian(start[ZxidAt..]);
            if (fact.Last is { } before && entry > before + 1 && gaps.Count < MostGaps) gaps.Add(new(before, entry));
            fact = fact with { First = fact.First ?? entry, Last = entry, LongestEntry = Math.Max(fact.LongestEntry, length) };
        }
    }

    /// <summary>Reads one entry and leaves its beginning in <paramref name="start"/>; or says what the end of the log is like.</summary>
    private static (LogCheck? End, int Length) ReadEntry(FileBytes file, Span<byte> start, int entryLimit)
    {
        Span<byte> frame = stackalloc byte[12];
        if (!file.Fill(frame)) return (LogCheck.Sound, 0);
        var checksum = BinaryPrimitives.ReadInt64BigEndian(frame);
        var length = BinaryPrimitives.ReadInt32BigEndian(frame[8..]);
        if (length == 0) return (Ended(file), 0);
        var left = file.Length - file.Position;
        // A crash cuts an entry short; a length that no entry may have is another matter.
        if (length < 0 || (length > entryLimit && length >= left)) return (LogCheck.Corrupt, 0);
        if (length >= left) return (LogCheck.Sound, 0);

        var sum = new Adler32();
        var head = start[..Math.Min(length, EntryHeader)];
        if (!file.Fill(head)) return (LogCheck.Sound, 0);
        sum.Add(head);
        for (var rest = length - head.Length; rest > 0;)
        {
            var part = file.Take(rest);
            if (part.IsEmpty) return (LogCheck.Sound, 0);
            sum.Add(part);
            rest -= part.Length;
        }
        Span<byte> last = stackalloc byte[1];
        if (!file.Fill(last)) return (LogCheck.Sound, 0);
        if (last[0] != EntryEnd || length < EntryHeader) return (Ended(file), 0);
        return checksum == sum.Value ? (null, length) : (LogCheck.Corrupt, 0);
    }

    /// <summary>ZooKeeper reads no further; what follows must be the zeros that were preallocated.</summary>
    private static LogCheck Ended(FileBytes file) => file.OnlyZerosFollow() ? LogCheck.Sound : LogCheck.CutShort;
}
