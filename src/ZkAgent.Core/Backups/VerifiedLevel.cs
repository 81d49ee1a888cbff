namespace ZkAgent.Core.Backups;

/// <summary>How thoroughly a backup was verified.</summary>
public enum VerifiedLevel
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Sizes, SHA-256, ZooKeeper's own checksums, no transaction missing, and the snapshot's fuzzy end is in the log.</summary>
    Quick,

    /// <summary>In addition every transaction was replayed, and the tree's digest was compared with ZooKeeper's own after each.</summary>
    Full,
}

/// <summary>The levels as the manifest and the command line spell them.</summary>
public static class VerifiedLevels
{
    public static string Word(this VerifiedLevel level) => level switch
    {
        VerifiedLevel.Full => "full",
        VerifiedLevel.Quick => "quick",
        _ => "none",
    };

    /// <summary>Null where the text is no level.</summary>
    public static VerifiedLevel? Parse(string text) => text switch
    {
        "full" => VerifiedLevel.Full,
        "quick" => VerifiedLevel.Quick,
        "none" => VerifiedLevel.None,
        _ => null,
    };
}
