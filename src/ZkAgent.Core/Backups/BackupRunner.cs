using ZkAgent.Core.Settings;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Backups;

/// <summary>Whether this member makes the backup that is due.</summary>
/// <param name="IsOurs">True: this member does.</param>
/// <param name="Sentence">Why.</param>
public readonly record struct BackupRunner(bool IsOurs, string Sentence)
{
    /// <summary>How long a backup may be overdue before the next member in the order makes it.</summary>
    public static readonly TimeSpan Handover = TimeSpan.FromMinutes(5);

    /// <param name="member">ZK_BACKUP_MEMBER.</param>
    /// <param name="self">This member.</param>
    /// <param name="others">What the other members told just now; those that told nothing are not in it.</param>
    /// <param name="overdue">For how long it has been due.</param>
    /// <param name="handover">See <see cref="Handover"/>.</param>
    /// <remarks>
    /// The order is that of what a backup costs: followers from the highest ordinal down, then the leader. Members do not agree on it by a protocol:
    /// each waits its turn, and the lock in the directory keeps two of them apart.
    /// </remarks>
    public static BackupRunner Decide(BackupMember member, BackupCandidate self, IReadOnlyList<BackupCandidate> others, TimeSpan overdue, TimeSpan handover)
    {
        if (!self.Serves) return new(false, $"no backup: {self.Name} does not serve");
        if (member.Each) return new(true, $"{self.Name} makes its own backups, as every member does");
        if (member.Ordinal is { } ordinal)
            return self.Ordinal == ordinal ? new(true, $"{self.Name} is the member that makes backups") : new(false, $"no backup here: {BackupCatalog.Member.Name} names ordinal {ordinal}");
        if (!self.Votes) return new(false, $"no backup here: {self.Name} is an observer");

        var order = Order(self, others);
        var place = order.IndexOf(self);
        if (place == 0) return new(true, self.Leads ? $"{self.Name} makes the backup: it leads, and no follower serves" : $"{self.Name} makes the backup: it is the serving follower with the highest ordinal");
        var turn = place * handover;
        return overdue >= turn
            ? new(true, $"{self.Name} makes the backup: it is overdue by {DurationFormat.Duration(overdue)}, and {order[0].Name} did not make it")
            : new(false, $"no backup here: {order[0].Name} makes it, and {self.Name} does if it is overdue by {DurationFormat.Duration(turn)}");
    }

    /// <summary>How many members may make a backup; 1 where the setting names the member.</summary>
    /// <inheritdoc cref="Decide"/>
    public static int Count(BackupMember member, BackupCandidate self, IReadOnlyList<BackupCandidate> others) =>
        member == BackupMember.Auto && self is { Serves: true, Votes: true } ? Order(self, others).Count : 1;

    private static List<BackupCandidate> Order(BackupCandidate self, IReadOnlyList<BackupCandidate> others) =>
        [.. others.Append(self).Where(c => c.Serves && c.Votes).OrderBy(c => c.Leads).ThenByDescending(c => c.Id.Value)];
}
