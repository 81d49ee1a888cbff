namespace ZkAgent.Core.Volume;

/// <summary>What reading a snapshot found.</summary>
public enum SnapshotCheck
{
    /// <summary>It has no end as ZooKeeper writes it: too short, half-written, or no compressed file. ZooKeeper passes over it without a message.</summary>
    Unsealed,

    /// <summary>It has an end, but not the beginning or the checksum that belong to it. ZooKeeper tries it, fails, and tries the next older one.</summary>
    Corrupt,

    /// <summary>It begins and ends as it should; it was not read whole, because it is compressed, large, or older than one that is good.</summary>
    Sealed,

    /// <summary>It was read whole and its checksum is right.</summary>
    Whole,
}

/// <summary>One snapshot of a volume.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Zxid">The last transaction in it, by its name.</param>
/// <param name="Check">What reading it found.</param>
public sealed record SnapshotFact(string Name, long Zxid, SnapshotCheck Check)
{
    /// <summary>ZooKeeper can load it, as far as was seen.</summary>
    public bool Usable => Check is SnapshotCheck.Sealed or SnapshotCheck.Whole;
}
