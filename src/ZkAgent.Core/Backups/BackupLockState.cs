using ZkAgent.Core.Text;

namespace ZkAgent.Core.Backups;

/// <summary>Whether a lock in the backup directory may be taken from the member that has it.</summary>
/// <param name="IsStale">True: that member does not renew it any more.</param>
/// <param name="Sentence">Who has it and since when, or why it is taken.</param>
public readonly record struct BackupLockState(bool IsStale, string Sentence)
{
    /// <summary>How often the member that has the lock renews it.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromMinutes(1);

    /// <summary>A lock that was not renewed for so long is taken: longer than clocks of two nodes differ, and far longer than a volume is silent.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromMinutes(15);

    /// <param name="owner">The member that has it; empty where the lock does not say.</param>
    /// <param name="renewed">How long ago it was renewed.</param>
    /// <param name="isSelf">True where that is this member: then an earlier run of it left the lock.</param>
    public static BackupLockState Decide(string owner, TimeSpan renewed, bool isSelf)
    {
        if (isSelf) return new(true, "taking the lock that an earlier run of this member left");
        var who = owner.Length > 0 ? owner : "another member";
        return renewed >= Stale
            ? new(true, $"taking the lock of {who}: it was renewed {DurationFormat.Duration(renewed)} ago")
            : new(false, $"{who} has the lock of the backup directory");
    }
}
