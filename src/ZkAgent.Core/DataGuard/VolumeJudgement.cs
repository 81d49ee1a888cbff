using ZkAgent.Core.Health;

namespace ZkAgent.Core.DataGuard;

/// <summary>What ZooKeeper's own files say by themselves, without a stamp.</summary>
public enum VolumeContents
{
    /// <summary>No snapshot and no log; perhaps epoch files that another start left.</summary>
    Nothing,

    /// <summary>The snapshot that ZooKeeper writes of a database without a transaction, and no more.</summary>
    BareSnapshot,

    /// <summary>Transactions.</summary>
    Transactions,

    /// <summary>What ZooKeeper would not start with, or would take for less than it is.</summary>
    Damaged,
}

/// <summary>Puts together what the files say, what the stamps say, and what this agent saw before.</summary>
public static class VolumeJudgement
{
    /// <param name="contents">What ZooKeeper's files say.</param>
    /// <param name="damage">What is wrong with them, in words that follow "this volume"; empty where nothing is.</param>
    /// <param name="lastZxid">The last transaction; null where there is none or it is not known.</param>
    /// <param name="stamp">The stamp beside the snapshots.</param>
    /// <param name="logStamp">The stamp beside the log; the same one where both lie together.</param>
    /// <param name="heldDataBefore">True when this agent has seen data on the volume since it started.</param>
    public static OwnVolume Judge(VolumeContents contents, string damage, long? lastZxid, Stamp? stamp, Stamp? logStamp, bool heldDataBefore)
    {
        var known = stamp ?? logStamp;
        var served = known is { Served: true };
        OwnVolume Is(MemberData data, string words) => new(data, known, lastZxid, words);

        if (contents == VolumeContents.Damaged) return Is(MemberData.Damaged, damage);
        if (contents == VolumeContents.Nothing)
        {
            if (served) return Is(MemberData.Lost, $"has lost its data: its stamp says that {known!.Name} served with it");
            return heldDataBefore ? Is(MemberData.Lost, "has lost the data that it held a while ago") : Is(MemberData.Empty, "is empty");
        }
        if (stamp is { Served: true } && logStamp is null)
            return Is(MemberData.Damaged, "has snapshots but not its transaction log: dataLogDir carries no stamp, so its volume is missing or ZK_DATA_LOG_DIR was changed");
        if (contents == VolumeContents.Transactions)
            return Is(MemberData.Data, lastZxid is { } zxid ? $"has data up to {new Zxid(zxid)}" : "has data");
        if (served) return Is(MemberData.Data, "has served before and has no transaction yet");
        // Another tool's empty database: its vote was granted by nobody.
        return known is null ? Is(MemberData.Empty, "has an empty database that nobody granted") : Is(MemberData.Granted, "was granted an empty database");
    }
}
