using ZkAgent.Core.Text;

namespace ZkAgent.Core.Backups;

/// <summary>Whether a backup is due.</summary>
/// <param name="IsNow">True: it is.</param>
/// <param name="Overdue">For how long; zero where it is not due.</param>
/// <param name="Sentence">Why, and when the next one is.</param>
public readonly record struct BackupDue(bool IsNow, TimeSpan Overdue, string Sentence)
{
    /// <summary>After a gap in the log segments the next backup is made at once, but not sooner after the last one than this.</summary>
    public static readonly TimeSpan ShortestAfterGap = TimeSpan.FromMinutes(10);

    /// <summary>The first pause after a failure, for each member that may try in the meantime.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(5);

    public static BackupDue Decide(BackupDueFacts facts)
    {
        var (now, interval) = (facts.Now, facts.Interval);
        if (facts.FailedFor is { } ago && Pause(facts.Failures, facts.Members, interval) is var pause && ago < pause)
            return new(false, TimeSpan.Zero, $"the last backup failed {DurationFormat.Duration(ago)} ago; this member tries again in {DurationFormat.Duration(pause - ago)}");
        if (facts.Last is not { } last) return new(true, Positive(now - facts.Since), "there is no backup yet");
        var age = now - last;
        // A clock that went back would put the next backup off until it has caught up.
        if (age < -interval) return new(true, TimeSpan.Zero, $"the newest backup is of {DurationFormat.Duration(-age)} ahead of this member's clock: its age is not known");
        if (facts.Gap is { } gap && age >= Least(interval, ShortestAfterGap)) return new(true, Positive(age - Least(interval, ShortestAfterGap)), $"the log segments have a gap: {gap}");
        return age >= interval
            ? new(true, age - interval, $"the newest backup is {DurationFormat.Duration(age)} old")
            : new(false, TimeSpan.Zero, $"the newest backup is {DurationFormat.Duration(age)} old; the next one is due in {DurationFormat.Duration(interval - age)}");
    }

    /// <summary>How long a member that failed leaves the backup to the others, and then to itself.</summary>
    /// <param name="failures">Failures in a row, at least 1.</param>
    /// <param name="members">Members that may make it.</param>
    /// <param name="interval">ZK_BACKUP_INTERVAL, the longest pause.</param>
    public static TimeSpan Pause(int failures, int members, TimeSpan interval) =>
        Least(interval, FirstPause * Math.Max(1, members) * (1 << Math.Clamp(failures - 1, 0, 6)));

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Positive(TimeSpan value) => value > TimeSpan.Zero ? value : TimeSpan.Zero;
}

/// <summary>What the decision is made of.</summary>
/// <param name="Now">The time, UTC.</param>
/// <param name="Interval">ZK_BACKUP_INTERVAL.</param>
/// <param name="Since">When this member began to look.</param>
/// <param name="Last">When the newest backup that counts was made; null without one.</param>
public sealed record BackupDueFacts(DateTimeOffset Now, TimeSpan Interval, DateTimeOffset Since, DateTimeOffset? Last)
{
    /// <summary>Why log segments do not follow on each other; null where they do.</summary>
    public string? Gap { get; init; }

    /// <summary>This member's failures in a row.</summary>
    public int Failures { get; init; }

    /// <summary>How long ago the last of them was; null without one.</summary>
    public TimeSpan? FailedFor { get; init; }

    /// <summary>How many members may make the backup.</summary>
    public int Members { get; init; } = 1;
}
