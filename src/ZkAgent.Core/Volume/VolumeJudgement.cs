using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Volume;

/// <summary>Puts together what ZooKeeper's files say, what the stamps say, and what this agent saw before.</summary>
public static class VolumeJudgement
{
    /// <param name="facts">What lies on the volume.</param>
    /// <param name="standalone">True where ZooKeeper runs without a quorum.</param>
    /// <param name="stamps">The stamps beside the snapshots and beside the log.</param>
    /// <param name="heldDataBefore">True when this agent has seen data on the volume since it started.</param>
    /// <param name="now">The time.</param>
    public static OwnVolume Judge(VolumeFacts facts, bool standalone, StampCopies stamps, bool heldDataBefore, DateTimeOffset now)
    {
        var state = VolumeState.Judge(facts, standalone);
        var known = stamps.Known;
        if (state.Kind != VolumeKind.Empty && stamps.AreOfTwoEnsembles)
            return Is(MemberData.Damaged, $"is damaged: dataDir belongs to ensemble {stamps.Data.Stamp!.Ensemble!.Abbreviated} and dataLogDir to {stamps.Log!.Stamp!.Ensemble!.Abbreviated}, so the log is not the one of these snapshots");
        // A stamp alone can be lost; a volume that is lost has no log either.
        if (state.Kind != VolumeKind.Empty && known is { Served: true } && stamps.LogHasNone && facts.Logs.Count == 0)
            return Damaged("is damaged: there are snapshots but not the transaction log that belongs to them; dataLogDir has neither a log nor a stamp, so its volume is missing or ZK_DATA_LOG_DIR was changed");
        return state.Kind switch
        {
            VolumeKind.Damaged => Damaged($"is damaged: {state.Sentence}"),
            // Without a stamp nothing tells whether this log directory ever was the one.
            VolumeKind.Data when known is null && facts.Logs.Count == 0 && facts.Elsewhere.Any(e => e.Logs) => Damaged("has snapshots without a transaction log"),
            VolumeKind.Data => Is(MemberData.Data, state.Sentence.Length == 0 ? $"has data up to {state.LastZxid}" : $"has data up to {state.LastZxid} ({state.Sentence})"),
            VolumeKind.Granted when known is { Served: true } => Is(MemberData.Data, "has served before and has no transaction yet"),
            VolumeKind.Granted when known is not null => Is(MemberData.Granted, "was granted an empty database"),
            // Another tool's empty database: its vote was granted by nobody.
            VolumeKind.Granted => Empty("has an empty database that nobody granted") with { InTheWay = AllOf(facts) },
            _ => Blank(),
        };

        OwnVolume Blank()
        {
            if (known is { Served: true }) return Lacking(MemberData.Lost, $"has lost its data: its stamp says that {known.Name} served with it");
            if (heldDataBefore) return Lacking(MemberData.Lost, "has lost the data that it held a while ago");
            if (facts.Quarantines.Any(q => q.Kind == QuarantineKind.Damage)) return Lacking(MemberData.Lost, "has no data any more: what it had was damaged and moved aside");
            // One that was granted a beginning here is in its right place.
            return known is null ? Empty("is empty") : Is(MemberData.Empty, "is empty");
        }

        OwnVolume Empty(string words) => Lacking(facts.Elsewhere.Count == 0 ? MemberData.Empty : MemberData.Misplaced, words);

        OwnVolume Damaged(string words) => Lacking(MemberData.Damaged, words);

        // What it lacks may lie near.
        OwnVolume Lacking(MemberData data, string words) => facts.Elsewhere.Count == 0 ? Is(data, words)
            : Is(data, $"{words}, but {DataElsewhere.Words(facts.Elsewhere)}") with { IsMisplaced = true };

        OwnVolume Is(MemberData data, string words) => new(data, known, state.LastZxid.Value >= 0 ? state.LastZxid.Value : null, words)
        {
            InTheWay = state.InTheWay,
            RecentQuarantine = QuarantineMark.Recent(facts.Quarantines, now),
        };
    }

    private static IReadOnlyList<string> AllOf(VolumeFacts facts) =>
        [.. facts.Snapshots.Select(s => s.Name), .. facts.Logs.Select(l => l.Name), .. facts.Epochs.Names];
}
