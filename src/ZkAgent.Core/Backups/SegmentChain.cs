using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Backups;

/// <summary>Which log segments continue a backup.</summary>
public static class SegmentChain
{
    /// <summary>The segments that follow on a transaction without a gap, in their order. Each has at least one transaction that those before it have not.</summary>
    /// <param name="last">The backup's last transaction.</param>
    /// <param name="segments">All there are, in any order.</param>
    /// <param name="backups">The last transactions of all backups in the directory. One that no segment has shows that segments are missing.</param>
    public static IReadOnlyList<SegmentName> Follow(Zxid last, IReadOnlyCollection<SegmentName> segments, IReadOnlyCollection<Zxid> backups)
    {
        var chain = new List<SegmentName>();
        while ((Continuing(last) ?? NextEpoch(last)) is { } next)
        {
            chain.Add(next);
            last = next.Last;
        }
        return chain;

        SegmentName? Continuing(Zxid end) => segments.Where(s => s.First.Value <= end.Value + 1 && s.Last.Value > end.Value).MaxBy(s => s.Last.Value);

        // Within an epoch every number is used, and an epoch begins with 1. Whether the one before it went on, only the digests of the tree tell.
        // A transaction that is known to lie between is missing then.
        SegmentName? NextEpoch(Zxid end) =>
            segments.Where(s => s.First.Epoch > end.Epoch && s.First.Counter == 1).MinBy(s => s.First.Value) is { } next
            && !segments.Any(s => IsBetween(end, s.First, next.First)) && !backups.Any(b => IsBetween(end, b, next.First)) ? next : null;

        static bool IsBetween(Zxid end, Zxid known, Zxid next) => known.Value > end.Value && known.Value < next.Value;
    }
}
