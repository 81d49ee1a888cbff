using System.Buffers.Text;

namespace ZkAgent.Core.Metrics;

/// <summary>Reads what Linux tells of a process in /proc/PID/stat (proc(5)).</summary>
public static class ProcStat
{
    // Counted from the state, which is the first field behind the name: that may hold blanks and brackets.
    private const int UserTicks = 11, SystemTicks = 12, Threads = 17, ResidentPages = 21;

    /// <param name="stat">The file's content.</param>
    /// <param name="ticksPerSecond">The unit of processor time.</param>
    /// <param name="pageBytes">The unit of memory.</param>
    /// <param name="openFds">Open file descriptors, which stand elsewhere; null where they may not be counted.</param>
    /// <returns>Null where the content is none.</returns>
    public static ProcessFigures? Parse(ReadOnlySpan<byte> stat, long ticksPerSecond, long pageBytes, int? openFds)
    {
        var rest = stat[(stat.LastIndexOf((byte)')') + 1)..];
        Span<long> fields = stackalloc long[ResidentPages + 1];
        for (var i = 0; i < fields.Length; i++)
        {
            rest = rest.TrimStart((byte)' ');
            var end = rest.IndexOf((byte)' ');
            if (end <= 0) return null;
            if (!Utf8Parser.TryParse(rest[..end], out fields[i], out _) && i > 0) return null;
            rest = rest[end..];
        }

        return new((fields[UserTicks] + fields[SystemTicks]) / (double)ticksPerSecond, fields[ResidentPages] * pageBytes, (int)fields[Threads], openFds);
    }
}
