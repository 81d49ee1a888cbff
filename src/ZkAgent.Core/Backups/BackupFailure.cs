namespace ZkAgent.Core.Backups;

/// <summary>Why a backup was not made.</summary>
/// <param name="Reason">One of <see cref="BackupFailureReason"/>, the label of the counter.</param>
/// <param name="Sentence">What happened and what to do; begins with "cannot".</param>
public sealed record BackupFailure(string Reason, string Sentence);

/// <summary>The reasons, as the label of the counter has them.</summary>
public static class BackupFailureReason
{
    /// <summary>The member does not serve, or stopped while it was copied.</summary>
    public const string NotServing = "not-serving";

    /// <summary>Leader or epoch changed meanwhile.</summary>
    public const string LeaderChanged = "leader-changed";

    /// <summary>The record that proves completeness did not appear in the log in time.</summary>
    public const string Barrier = "barrier";

    /// <summary>The member's files can't be copied: none is valid, one is damaged, or they were removed again and again.</summary>
    public const string Source = "source";

    /// <summary>The backup directory can't be written.</summary>
    public const string Target = "target";

    /// <summary>The copy is not what it should be.</summary>
    public const string Verify = "verify";

    public static readonly IReadOnlyList<string> All = [NotServing, LeaderChanged, Barrier, Source, Target, Verify];
}
