namespace ZkAgent.Core.Volume;

/// <summary>What reading a transaction log found.</summary>
public enum LogCheck
{
    /// <summary>Older than what ZooKeeper reads at its start; not opened.</summary>
    Unread,

    /// <summary>Whole entries, then the end, zeros to be filled, or one entry that a crash cut short: all of it normal.</summary>
    Sound,

    /// <summary>Nothing in it but zeros, or not even a whole header: it never reached the disk, so nothing in it was acknowledged.</summary>
    Blank,

    /// <summary>It does not begin as a log. ZooKeeper ends over it.</summary>
    Headless,

    /// <summary>An entry's checksum or length is wrong. ZooKeeper ends over it.</summary>
    Corrupt,

    /// <summary>More entries lie behind the place where ZooKeeper stops reading; it would drop them without a message.</summary>
    CutShort,
}

/// <summary>One transaction log of a volume.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Zxid">Its first transaction, by its name.</param>
/// <param name="Check">What reading it found.</param>
/// <param name="First">The first whole entry's zxid; null without one.</param>
/// <param name="Last">The last whole entry's zxid; null without one.</param>
/// <param name="LongestEntry">Bytes of the longest whole entry; 0 without one.</param>
public sealed record LogFact(string Name, long Zxid, LogCheck Check, long? First = null, long? Last = null, int LongestEntry = 0)
{
    /// <summary>The first thousand places where an entry does not follow on the one before: at each epoch, and where a running member fetched a snapshot.</summary>
    public IReadOnlyList<LogGap> Gaps { get; init; } = [];
}

/// <summary>Two entries that follow on each other in a log and not in their numbers.</summary>
/// <param name="After">The zxid of the one before.</param>
/// <param name="Next">The zxid of the one behind.</param>
public sealed record LogGap(long After, long Next);
