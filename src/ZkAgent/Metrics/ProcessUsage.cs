using ZkAgent.Core.Metrics;
using ZkAgent.Native;

namespace ZkAgent.Metrics;

/// <summary>Reads from /proc what a process uses.</summary>
internal static class ProcessUsage
{
    /// <summary>Linux tells processor time in hundredths of a second, on every architecture that ZooKeeper runs on (sysconf(_SC_CLK_TCK)).</summary>
    private const long TicksPerSecond = 100;

    /// <summary>Null where there is no such process.</summary>
    public static ProcessFigures? Of(int pid)
    {
        try
        {
            using var file = File.OpenHandle($"/proc/{pid}/stat");
            Span<byte> content = stackalloc byte[1024];
            var length = RandomAccess.Read(file, content, 0);
            return ProcStat.Parse(content[..length], TicksPerSecond, Environment.SystemPageSize, OpenFds(pid));
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Null where the process is another user's.</summary>
    private static int? OpenFds(int pid) => DirectoryEntries.Count($"/proc/{pid}/fd");
}
