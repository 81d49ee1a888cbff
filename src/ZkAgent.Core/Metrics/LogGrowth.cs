namespace ZkAgent.Core.Metrics;

/// <summary>By how much the transaction log grew: a fold over samples of its files.</summary>
/// <remarks>ZooKeeper appends to the newest file only, so the older ones' sizes need not be remembered, and purging does not shrink the figure.</remarks>
/// <param name="Total">Bytes since the first sample.</param>
/// <param name="NewestZxid">The first zxid of the newest file; null while there was none.</param>
/// <param name="NewestBytes">The size it had.</param>
public sealed record LogGrowth(long Total, long? NewestZxid, long NewestBytes)
{
    /// <param name="before">What was known; null before the first sample, which sets the beginning.</param>
    /// <param name="files">The first zxid and the bytes on disk of each file of the log.</param>
    public static LogGrowth After(LogGrowth? before, IReadOnlyList<(long Zxid, long Bytes)> files)
    {
        var (total, newest) = (before?.Total ?? 0, (Zxid: before?.NewestZxid, Bytes: before?.NewestBytes ?? 0));
        foreach (var (zxid, bytes) in files)
        {
            if (before is null) continue;
            if (before.NewestZxid is not { } last || zxid > last) total += bytes;
            else if (zxid == last) total += Math.Max(0, bytes - before.NewestBytes);
        }

        foreach (var (zxid, bytes) in files)
            if (newest.Zxid is null || zxid >= newest.Zxid) newest = (zxid, bytes);
        return new(total, newest.Zxid, newest.Bytes);
    }
}
