using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Backups;

/// <summary>The schedule of backups as this member sees it.</summary>
/// <param name="Sentence">What it does, or why it does nothing now.</param>
/// <param name="Running">True while this member makes a backup.</param>
/// <param name="Last">The newest backup of the directory; null without one.</param>
/// <param name="Segments">Up to where the log segments are complete; null without any.</param>
public sealed record BackupView(string Sentence, bool Running, BackupSummary? Last, SegmentProgress? Segments)
{
    /// <summary>This member's last failure, as long as no backup followed it; null without one.</summary>
    public BackupFailure? Failure { get; init; }

    public static readonly BackupView Unknown = new("the backup directory was not looked at yet", false, null, null);

    /// <summary>The newest backup in one line for people.</summary>
    /// <param name="now">The time, UTC.</param>
    public string Line(DateTimeOffset now) => Last is { } last
        ? $"{last.Name}, {Text.DurationFormat.Duration(now - last.Time)} ago by {last.Member}, up to {last.Zxid}, {(last.Verified == VerifiedLevel.None ? "not verified" : $"verified ({last.Verified.Word()})")}"
        : "none yet";
}

/// <summary>The newest backup.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Time">When it was made.</param>
/// <param name="Member">By which member.</param>
/// <param name="Zxid">Its last transaction.</param>
/// <param name="Bytes">The bytes of its files.</param>
/// <param name="Verified">How it was verified.</param>
public sealed record BackupSummary(string Name, DateTimeOffset Time, string Member, Zxid Zxid, long Bytes, VerifiedLevel Verified)
{
    /// <summary>How long it took; null where another member made it.</summary>
    public TimeSpan? Took { get; init; }

    /// <param name="name">The backup's name.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <returns>Null where a directory is not named as the agent names backups.</returns>
    public static BackupSummary? Of(string name, BackupManifest manifest) => BackupName.Parse(name) is { } parsed
        ? new(name, parsed.Time, manifest.Member, manifest.Last, manifest.Bytes, manifest.Verified)
        : null;
}
