using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Backups;

/// <summary>Which log segments continue a backup.</summary>
public static class SegmentChain
{
    /// <summary>The segments that follow on a transaction without a gap, in their order. Each has at least one transaction that those before it have not.</summary>
    /// <param name="last">The backup's last transaction.</param>
    /// <param name="segments">All there are, in any order.</param>
    public static IReadOnlyList<SegmentName> Follow(Zxid last, IReadOnlyCollection<SegmentName> segments)
    {
        var chain = new List<SegmentName>();
        while (segments.Where(s => Continues(last, s)).MaxBy(s => s.Last.Value) is { } next)
        {
            chain.Add(next);
            last = next.Last;
        }
        return chain;
    }

    /// <summary>Within an epoch every number is used, and an epoch begins with 1.</summary>
    private static bool Continues(Zxid last, SegmentName segment) => segment.Last.Value > last.Value
        && (segment.First.Value <= last.Value + 1 || segment.First.Epoch > last.Epoch && segment.First.Counter == 1 && !segment.Last.Equals(last));
}
