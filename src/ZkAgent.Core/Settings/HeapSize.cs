using System.Globalization;

namespace ZkAgent.Core.Settings;

/// <summary>Chooses the JVM's heap from what was asked for and what memory the container may use.</summary>
public static class HeapSize
{
    private const long Mebi = 1L << 20;

    // The rest of the limit is the JVM's own: metaspace, code, thread stacks, direct buffers, and the page cache that
    // snapshots and logs are read through, which cgroups count as well.
    private const int PercentOfLimit = 60;

    /// <summary>What ZooKeeper gets where nothing limits memory; its own scripts choose 1000 MB.</summary>
    private const string WithoutLimit = "1G";

    /// <summary>The smallest heap that starts and holds a small tree.</summary>
    private const long Smallest = 64 * Mebi;

    /// <param name="limit">The container's memory limit in bytes; null where there is none.</param>
    public static JvmSettings FromLimit(long? limit) => limit is not { } bytes
        ? new() { Heap = WithoutLimit, HeapReason = $"heap {WithoutLimit}: the container has no memory limit" }
        : Of(BytesFromLimit(limit), $"{PercentOfLimit} % of the container's memory limit of {bytes / Mebi} MiB{(bytes / 100 * PercentOfLimit < Smallest ? $", but not below {Smallest / Mebi} MiB" : "")}");

    /// <summary>The same heap in bytes.</summary>
    public static long BytesFromLimit(long? limit) => limit is { } bytes ? Math.Max(Smallest, bytes / 100 * PercentOfLimit) : 1L << 30;

    /// <param name="bytes">The heap asked for.</param>
    /// <param name="origin">The variable, flag or JVM option that asks for it.</param>
    public static JvmSettings Asked(long bytes, string origin) => Of(bytes, $"set by {origin}");

    /// <summary>Why a heap sits badly in the memory limit; null when it doesn't.</summary>
    /// <param name="heap">The largest heap in bytes.</param>
    /// <param name="limit">The container's memory limit in bytes; null where there is none.</param>
    /// <param name="fix">What to do besides raising the limit, beginning " or "; empty where there is nothing else.</param>
    public static string? Warn(long heap, long? limit, string fix)
    {
        if (limit is not { } bytes || heap <= bytes / 4 * 3) return null;
        var cure = $"raise the limit to {heap / Mebi * 3 / 2} MiB{fix}";
        return heap >= bytes
            ? $"a heap of {heap / Mebi} MiB does not fit into the memory limit of {bytes / Mebi} MiB: the kernel will kill ZooKeeper when the heap fills; {cure}"
            : $"a heap of {heap / Mebi} MiB leaves {(bytes - heap) / Mebi} MiB of the memory limit of {bytes / Mebi} MiB for the rest of the JVM, too little under load; {cure}";
    }

    private static JvmSettings Of(long bytes, string reason)
    {
        var heap = string.Create(CultureInfo.InvariantCulture, $"{bytes / Mebi}m");
        return new() { Heap = heap, HeapReason = $"heap {heap}: {reason}" };
    }
}
