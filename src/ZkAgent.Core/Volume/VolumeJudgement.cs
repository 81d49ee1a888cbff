using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Volume;

/// <summary>Puts together what ZooKeeper's files say, what the identity files say, and what this agent saw before.</summary>
public static class VolumeJudgement
{
    /// <param name="facts">What lies on the volume.</param>
    /// <param name="standalone">True where ZooKeeper runs without a quorum.</param>
    /// <param name="identities">The identity files next to the snapshots and next to the log.</param>
    /// <param name="heldDataBefore">True when this agent has seen data on the volume since it started.</param>
    /// <param name="now">The time.</param>
    public static LocalVolume Judge(VolumeFacts facts, bool standalone, VolumeIdentityCopies identities, bool heldDataBefore, DateTimeOffset now)
    {
        var files = OfFiles(facts, standalone);
        var known = identities.Known;
        if (known?.Placed is { } placed) return Placed(placed);
        if (files.Data != MemberData.Empty && identities.AreOfTwoEnsembles)
            return Is(MemberData.Damaged, $"is damaged: dataDir belongs to ensemble {identities.Data.VolumeIdentity!.Ensemble!.Abbreviated} and dataLogDir to {identities.Log!.VolumeIdentity!.Ensemble!.Abbreviated}, so the log is not the one of these snapshots");
        // An identity file alone can be lost; a volume that is lost has no log either.
        if (files.Data != MemberData.Empty && known is { Served: true } && identities.LogHasNone && facts.Logs.Count == 0)
            return Damaged("is damaged: there are snapshots but not the transaction log that belongs to them; dataLogDir has neither a log nor an identity file, so its volume is missing or ZK_DATA_LOG_DIR was changed");
        return files.Data switch
        {
            MemberData.Damaged => Damaged(files.Words),
            // Without an identity file nothing tells whether this log directory ever was the one.
            MemberData.Data when known is null && facts.Logs.Count == 0 && facts.Elsewhere.Any(e => e.Logs) => Damaged("has snapshots without a transaction log"),
            MemberData.Data => Is(MemberData.Data, files.Words),
            MemberData.Initialized when known is { Served: true } => Is(MemberData.Data, "has served before and has no transaction yet"),
            MemberData.Initialized when known is not null => Is(MemberData.Initialized, "was initialized with an empty database"),
            // Another tool's empty database: no agent gave it a vote.
            MemberData.Initialized => Empty("has an empty database that no agent initialized") with { InTheWay = AllOf(facts) },
            _ => Blank(),
        };

        // Whatever a placed volume was before decides what it is without the restore.
        LocalVolume Placed(PlacedRestore placed)
        {
            var whole = files.Newest?.Zxid == placed.Last && !identities.LogHasNone;
            var words = whole ? $"holds the data of restore {placed.Restore.Abbreviated} and was never started with it" : $"is empty: a restore ({placed.Restore.Abbreviated}) was begun on it";
            var data = known.Served || heldDataBefore || facts.Quarantines.Any(q => q.Kind == QuarantineKind.Damage) ? MemberData.Lost : MemberData.Empty;
            return Is(data, words) with { InTheWay = AllOf(facts), Placed = whole ? placed.Restore : null, Newest = whole ? files.Newest : null };
        }

        LocalVolume Blank()
        {
            if (known is { Served: true }) return Lacking(MemberData.Lost, $"has lost its data: its identity file says that {known.Name} served with it");
            if (heldDataBefore) return Lacking(MemberData.Lost, "has lost the data that it held a while ago");
            if (facts.Quarantines.Any(q => q.Kind == QuarantineKind.Damage)) return Lacking(MemberData.Lost, "has no data any more: what it had was damaged and moved aside");
            // A member that was initialized here is in its right place.
            return known is null ? Empty("is empty") : Is(MemberData.Empty, "is empty");
        }

        LocalVolume Empty(string words) => Lacking(facts.Elsewhere.Count == 0 ? MemberData.Empty : MemberData.Misplaced, words);

        LocalVolume Damaged(string words) => Lacking(MemberData.Damaged, words);

        // What it lacks may lie near.
        LocalVolume Lacking(MemberData data, string words) => facts.Elsewhere.Count == 0 ? Is(data, words)
            : Is(data, $"{words}, but {MisplacedData.Words(facts.Elsewhere)}") with { IsMisplaced = true };

        LocalVolume Is(MemberData data, string words) => new(data, known, words)
        {
            InTheWay = files.InTheWay,
            IsOfEnsemble = files.IsOfEnsemble,
            Newest = data == MemberData.Data ? files.Newest : null,
            RecentQuarantine = QuarantineMark.Recent(facts.Quarantines, now),
        };
    }

    /// <summary>What ZooKeeper 3.8 and 3.9 would make of the files alone, and whether that is all that was there: data, initialized, empty or damaged.</summary>
    /// <param name="facts">What lies in it.</param>
    /// <param name="standalone">True where ZooKeeper runs without a quorum; it then has no use for the epoch files.</param>
    public static LocalVolume OfFiles(VolumeFacts facts, bool standalone)
    {
        if (facts.Misplaced.Count > 0)
            return Broken($"{string.Join(", ", facts.Misplaced)} lies where ZooKeeper allows no such file once dataDir and dataLogDir differ, and it ends over that; move the log.* to dataLogDir and the snapshot.* to dataDir, or set both as they were");
        if (facts.Snapshots.FirstOrDefault(s => s.Usable) is not { } start) return WithoutSnapshot(facts);

        var replay = Replay.Of(start, facts);
        // A standalone server has no use for the epoch files.
        var trouble = replay.Trouble ?? (standalone ? null : EpochRules.Trouble(facts.Epochs, replay.LastZxid));
        if (trouble is not null) return Broken(trouble);

        string[] blank = replay.Blank is { } log ? [log.Name] : [];
        if (replay.LastZxid == 0) return new(MemberData.Initialized, null, "has an empty database") { InTheWay = blank };
        var note = TooLong(facts) ?? (blank.Length > 0 ? $"in ZooKeeper's way without any data: {blank[0]}" : null);
        return new(MemberData.Data, null, $"has data up to {new Zxid(replay.LastZxid)}{(note is null ? "" : $" ({note})")}")
        {
            InTheWay = blank,
            Newest = EpochRules.Position(facts.Epochs, replay.LastZxid),
            IsOfEnsemble = replay.LastZxid >> 32 > 0 || facts.Epochs.Names.Any(),
        };
    }

    private static LocalVolume WithoutSnapshot(VolumeFacts facts)
    {
        if (facts.Logs.LastOrDefault(l => l.Check != LogCheck.Blank) is { } log)
        {
            var why = facts.Snapshots.Count == 0 ? "no snapshot" : $"no snapshot that ZooKeeper can load ({Names(facts.Snapshots)} can't be)";
            return Broken($"there are transaction logs ({log.Name}) but {why}, and ZooKeeper ends over that");
        }
        // The first snapshot of all has nothing in it: a crash during the first start leaves it half written.
        if (facts.Snapshots.Where(s => s.Zxid > 0).ToList() is { Count: > 0 } lost)
        {
            var ends = lost.Exists(s => s.Check == SnapshotCheck.Corrupt);
            return Broken($"{Names(lost)} can't be loaded and there is no other snapshot; {(ends ? "ZooKeeper ends over that" : "ZooKeeper would start with nothing, and without a message")}");
        }
        return new(MemberData.Empty, null, "is empty") { InTheWay = AllOf(facts) };
    }

    private static LocalVolume Broken(string why) => new(MemberData.Damaged, null, $"is damaged: {why}");

    private static string? TooLong(VolumeFacts facts) => facts.Logs.FirstOrDefault(l => l.LongestEntry > facts.EntryLimit) is { } log
        ? $"{log.Name} holds an entry of {log.LongestEntry} bytes and ZooKeeper reads up to {facts.EntryLimit}: it will end with \"Unreasonable length\" unless the JVM is given -Djute.maxbuffer={log.LongestEntry}"
        : null;

    private static string Names(IEnumerable<SnapshotFact> snapshots) => string.Join(", ", snapshots.Select(s => s.Name));

    private static IReadOnlyList<string> AllOf(VolumeFacts facts) =>
        [.. facts.Snapshots.Select(s => s.Name), .. facts.Logs.Select(l => l.Name), .. facts.Epochs.Names];
}
