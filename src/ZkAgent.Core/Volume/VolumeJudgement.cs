using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Volume;

/// <summary>Puts together what ZooKeeper's files say, what the stamps say, and what this agent saw before.</summary>
public static class VolumeJudgement
{
    /// <param name="facts">What lies on the volume.</param>
    /// <param name="standalone">True where ZooKeeper runs without a quorum.</param>
    /// <param name="identities">The stamps beside the snapshots and beside the log.</param>
    /// <param name="heldDataBefore">True when this agent has seen data on the volume since it started.</param>
    /// <param name="now">The time.</param>
    public static LocalVolume Judge(VolumeFacts facts, bool standalone, VolumeIdentityCopies identities, bool heldDataBefore, DateTimeOffset now)
    {
        var state = VolumeState.Judge(facts, standalone);
        var known = identities.Known;
        if (state.Kind != VolumeKind.Empty && identities.AreOfTwoEnsembles)
            return Is(MemberData.Damaged, $"is damaged: dataDir belongs to ensemble {identities.Data.VolumeIdentity!.Ensemble!.Abbreviated} and dataLogDir to {identities.Log!.VolumeIdentity!.Ensemble!.Abbreviated}, so the log is not the one of these snapshots");
        // A stamp alone can be lost; a volume that is lost has no log either.
        if (state.Kind != VolumeKind.Empty && known is { Served: true } && identities.LogHasNone && facts.Logs.Count == 0)
            return Damaged("is damaged: there are snapshots but not the transaction log that belongs to them; dataLogDir has neither a log nor a stamp, so its volume is missing or ZK_DATA_LOG_DIR was changed");
        return state.Kind switch
        {
            VolumeKind.Damaged => Damaged($"is damaged: {state.Sentence}"),
            // Without a stamp nothing tells whether this log directory ever was the one.
            VolumeKind.Data when known is null && facts.Logs.Count == 0 && facts.Elsewhere.Any(e => e.Logs) => Damaged("has snapshots without a transaction log"),
            VolumeKind.Data => Is(MemberData.Data, state.Sentence.Length == 0 ? $"has data up to {state.LastZxid}" : $"has data up to {state.LastZxid} ({state.Sentence})"),
            VolumeKind.Initialized when known is { Served: true } => Is(MemberData.Data, "has served before and has no transaction yet"),
            VolumeKind.Initialized when known is not null => Is(MemberData.Initialized, "was initialized with an empty database"),
            // Another tool's empty database: its vote was granted by nobody.
            VolumeKind.Initialized => Empty("has an empty database that the data guard did not initialize") with { InTheWay = AllOf(facts) },
            _ => Blank(),
        };

        LocalVolume Blank()
        {
            if (known is { Served: true }) return Lacking(MemberData.Lost, $"has lost its data: its stamp says that {known.Name} served with it");
            if (heldDataBefore) return Lacking(MemberData.Lost, "has lost the data that it held a while ago");
            if (facts.Quarantines.Any(q => q.Kind == QuarantineKind.Damage)) return Lacking(MemberData.Lost, "has no data any more: what it had was damaged and moved aside");
            // One that was granted a beginning here is in its right place.
            return known is null ? Empty("is empty") : Is(MemberData.Empty, "is empty");
        }

        LocalVolume Empty(string words) => Lacking(facts.Elsewhere.Count == 0 ? MemberData.Empty : MemberData.Misplaced, words);

        LocalVolume Damaged(string words) => Lacking(MemberData.Damaged, words);

        // What it lacks may lie near.
        LocalVolume Lacking(MemberData data, string words) => facts.Elsewhere.Count == 0 ? Is(data, words)
            : Is(data, $"{words}, but {MisplacedData.Words(facts.Elsewhere)}") with { IsMisplaced = true };

        LocalVolume Is(MemberData data, string words) => new(data, known, state.LastZxid.Value >= 0 ? state.LastZxid.Value : null, words)
        {
            InTheWay = state.InTheWay,
            RecentQuarantine = QuarantineMark.Recent(facts.Quarantines, now),
        };
    }

    private static IReadOnlyList<string> AllOf(VolumeFacts facts) =>
        [.. facts.Snapshots.Select(s => s.Name), .. facts.Logs.Select(l => l.Name), .. facts.Epochs.Names];
}
