using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Backups;

/// <summary>A backup as far as its deletion goes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Time">When it was made.</param>
/// <param name="Last">Its last transaction.</param>
/// <param name="IsVerified">True where a verification found it good.</param>
public sealed record KeptBackup(string Name, DateTimeOffset Time, Zxid Last, bool IsVerified);

/// <summary>Which backups are deleted.</summary>
/// <param name="Deleted">Those to delete, the oldest first.</param>
/// <param name="Kept">Those that stay, the oldest first.</param>
/// <param name="Sentence">What is deleted and why, or why nothing is.</param>
public sealed record Retention(IReadOnlyList<KeptBackup> Deleted, IReadOnlyList<KeptBackup> Kept, string Sentence)
{
    /// <summary>So many verified backups that are newer stay for each one that is deleted.</summary>
    public const int VerifiedKept = 2;

    /// <summary>So many are deleted at a time: a clock that jumps forward must not delete all old backups before it is noticed.</summary>
    public const int MostDeleted = 2;

    /// <param name="backups">Every backup that has its manifest.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="keep">ZK_BACKUP_KEEP.</param>
    /// <remarks>Where nothing verifies nothing is deleted: old backups may then be the only good ones.</remarks>
    public static Retention Decide(IReadOnlyList<KeptBackup> backups, DateTimeOffset now, TimeSpan keep)
    {
        List<KeptBackup> deleted = [], kept = [], ordered = [.. backups.OrderBy(b => b.Time).ThenBy(b => b.Last.Value)];
        var (verified, expired) = (0, 0);
        foreach (var backup in ordered.AsEnumerable().Reverse())
        {
            var old = now - backup.Time > keep;
            if (old) expired++;
            if (old && verified >= VerifiedKept && kept.Count > 0) deleted.Add(backup);
            else kept.Add(backup);
            if (backup.IsVerified) verified++;
        }
        deleted.Reverse();
        kept.Reverse();
        if (deleted.Count > MostDeleted)
        {
            kept.InsertRange(0, deleted[MostDeleted..]);
            deleted.RemoveRange(MostDeleted, deleted.Count - MostDeleted);
        }
        return new(deleted, kept,
            deleted.Count > 0 ? $"deleting {deleted.Count} of {ordered.Count} backups: they are older than {DurationFormat.Duration(keep)}, and {VerifiedKept} newer ones are verified"
            : expired > 0 ? $"no backup is deleted: {expired} of {ordered.Count} are older than {DurationFormat.Duration(keep)}, and fewer than {VerifiedKept} newer ones are verified"
            : $"no backup is older than {DurationFormat.Duration(keep)}");
    }

    /// <summary>The log segments that no kept backup needs.</summary>
    /// <param name="segments">Every segment.</param>
    public IReadOnlyList<SegmentName> Unneeded(IReadOnlyList<SegmentName> segments) =>
        Kept.Count == 0 ? [] : [.. segments.Where(s => s.Last.Value <= Kept.Min(b => b.Last.Value))];
}
