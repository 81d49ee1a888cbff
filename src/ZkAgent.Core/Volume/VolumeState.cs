using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Volume;

/// <summary>What a volume is to an ensemble.</summary>
public enum VolumeKind
{
    /// <summary>No data. Epoch files alone are none.</summary>
    Empty,

    /// <summary>A new database that was allowed to be empty (snapshot.0) and has no transaction.</summary>
    Initialized,

    /// <summary>Data that ZooKeeper will load whole, as far as can be seen.</summary>
    Data,

    /// <summary>ZooKeeper would end over it, or start with less than was there, or with nothing.</summary>
    Damaged,
}

/// <summary>The verdict on a volume before ZooKeeper starts.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Sentence">Why it is damaged, or what else a human should know; empty when there is nothing to tell.</param>
/// <param name="LastZxid">The last transaction that ZooKeeper will have; <see cref="Zxid.Unset"/> where it has none to load.</param>
/// <param name="InTheWay">Names of files in version-2 that hold nothing and must be moved aside before the start.</param>
public sealed record VolumeState(VolumeKind Kind, string Sentence, Zxid LastZxid, IReadOnlyList<string> InTheWay)
{
    /// <summary>Says what ZooKeeper 3.8 and 3.9 would make of a volume, and whether that is all that was there.</summary>
    /// <param name="facts">What lies in it.</param>
    /// <param name="standalone">True where ZooKeeper runs without a quorum; it then has no use for the epoch files.</param>
    public static VolumeState Judge(VolumeFacts facts, bool standalone)
    {
        if (facts.Misplaced.Count > 0)
            return Damaged($"{string.Join(", ", facts.Misplaced)} lies where ZooKeeper allows no such file once dataDir and dataLogDir differ, and it ends over that; move the log.* to dataLogDir and the snapshot.* to dataDir, or set both as they were");
        if (facts.Snapshots.FirstOrDefault(s => s.Usable) is not { } start) return WithoutSnapshot(facts);

        var replay = Replay.Of(start, facts);
        // A standalone server has no use for the epoch files.
        var trouble = replay.Trouble ?? (standalone ? null : EpochRules.Trouble(facts.Epochs, replay.LastZxid));
        if (trouble is not null) return Damaged(trouble);

        string[] blank = replay.Blank is { } log ? [log.Name] : [];
        return replay.LastZxid == 0
            ? new(VolumeKind.Initialized, Told(blank), new(0), blank)
            : new(VolumeKind.Data, TooLong(facts) ?? Told(blank), new(replay.LastZxid), blank);
    }

    private static VolumeState WithoutSnapshot(VolumeFacts facts)
    {
        if (facts.Logs.LastOrDefault(l => l.Check != LogCheck.Blank) is { } log)
        {
            var why = facts.Snapshots.Count == 0 ? "no snapshot" : $"no snapshot that ZooKeeper can load ({Names(facts.Snapshots)} can't be)";
            return Damaged($"there are transaction logs ({log.Name}) but {why}, and ZooKeeper ends over that");
        }
        // The first snapshot of all has nothing in it: a half-written one is what a crash leaves of a genesis.
        if (facts.Snapshots.Where(s => s.Zxid > 0).ToList() is { Count: > 0 } lost)
        {
            var ends = lost.Exists(s => s.Check == SnapshotCheck.Corrupt);
            return Damaged($"{Names(lost)} can't be loaded and there is no other snapshot; {(ends ? "ZooKeeper ends over that" : "ZooKeeper would start with nothing, and without a word")}");
        }
        string[] inTheWay = [.. facts.Snapshots.Select(s => s.Name), .. facts.Logs.Select(l => l.Name), .. facts.Epochs.Names];
        return new(VolumeKind.Empty, Told(inTheWay), Zxid.Unset, inTheWay);
    }

    private static VolumeState Damaged(string sentence) => new(VolumeKind.Damaged, sentence, Zxid.Unset, []);

    private static string Told(string[] inTheWay) => inTheWay.Length == 0 ? "" : $"in ZooKeeper's way without any data: {string.Join(", ", inTheWay)}";

    private static string? TooLong(VolumeFacts facts) => facts.Logs.FirstOrDefault(l => l.LongestEntry > facts.EntryLimit) is { } log
        ? $"{log.Name} holds an entry of {log.LongestEntry} bytes and ZooKeeper reads up to {facts.EntryLimit}: it will end with \"Unreasonable length\" unless the JVM is given -Djute.maxbuffer={log.LongestEntry}"
        : null;

    private static string Names(IEnumerable<SnapshotFact> snapshots) => string.Join(", ", snapshots.Select(s => s.Name));
}
