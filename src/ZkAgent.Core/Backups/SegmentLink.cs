using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Backups;

/// <summary>Tells whether the next record of a member's log follows on the last one of the segments.</summary>
public static class SegmentLink
{
    /// <param name="last">The last transaction of the segments.</param>
    /// <param name="lastSeen">True where the member's log has that one.</param>
    /// <param name="next">The first transaction after it in the member's log.</param>
    /// <param name="snapshots">The zxids of the member's snapshots.</param>
    /// <returns>Why transactions may be missing between the two; null where none is.</returns>
    /// <remarks>
    /// Within an epoch every number is used, and an epoch begins with 1. A member that fetches a snapshot from the leader lacks the transactions
    /// before it in its log, and goes on with the next epoch as if nothing were missing: its snapshot shows it.
    /// </remarks>
    public static string? Gap(Zxid last, bool lastSeen, Zxid next, IReadOnlyCollection<Zxid> snapshots)
    {
        if (next.Value == last.Value + 1) return null;
        if (next.Epoch == last.Epoch || next.Counter != 1) return $"the member's log has no transactions between {last} and {next}";
        if (!lastSeen && last.Counter != 0) return $"the member's log does not have {last} any more, so the end of that epoch may be missing";
        return snapshots.Any(s => s.Value > last.Value && s.Value < next.Value)
            ? $"the member fetched a snapshot between {last} and {next}, so transactions may be missing in its log"
            : null;
    }
}
