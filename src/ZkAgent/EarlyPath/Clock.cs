namespace ZkAgent.EarlyPath;

/// <summary>The monotonic clock, which the C library reads without entering the kernel.</summary>
internal static unsafe class Clock
{
    public static long Milliseconds()
    {
        Libc.Time now;
        _ = Libc.clock_gettime(Libc.CLOCK_MONOTONIC, &now);
        return (now.Seconds * 1000) + (now.Rest / 1_000_000);
    }
}
