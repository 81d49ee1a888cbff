namespace ZkAgent.Core.Settings;

/// <summary>Where, when and by which member backups are made.</summary>
public sealed record BackupSettings
{
    /// <summary>Where backups are; null: none are made.</summary>
    public required string? Directory { get; init; }

    /// <summary>From one backup to the next.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>From one log segment to the next; null: none are written.</summary>
    public required TimeSpan? LogInterval { get; init; }

    /// <summary>How long backups are kept.</summary>
    public required TimeSpan Keep { get; init; }

    /// <summary>Which member makes them.</summary>
    public required BackupMember Member { get; init; }

    /// <summary>The word of the compression: <c>none</c> or <c>zstd</c>.</summary>
    public required string Compression { get; init; }

    /// <summary>Bytes a second that are read at most; null: no limit.</summary>
    public required long? Rate { get; init; }

    /// <summary>True where each new backup is replayed in full.</summary>
    public required bool VerifyInFull { get; init; }
}

/// <summary>Which member makes backups.</summary>
/// <param name="Each">Every member does, each in its own directory.</param>
/// <param name="Ordinal">Only the member with this ordinal does; null: any may.</param>
public readonly record struct BackupMember(bool Each, int? Ordinal)
{
    /// <summary>One member at a time, chosen by what each of them is.</summary>
    public static readonly BackupMember Auto = new(false, null);

    public static readonly BackupMember All = new(true, null);
}
