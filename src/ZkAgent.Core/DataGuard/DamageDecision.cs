namespace ZkAgent.Core.DataGuard;

/// <summary>Decides what becomes of a damaged volume. A move that an earlier start began (<see cref="QuarantineMark.Unfinished"/>) is ended before this is asked.</summary>
/// <param name="Quarantine">True: move all of version-2 aside and join the others' quorum without the marker. False: refuse to start.</param>
/// <param name="Sentence">Why, and when refusing also the way out.</param>
public readonly record struct DamageDecision(bool Quarantine, string Sentence)
{
    /// <summary>A volume that is damaged again so soon has a cause that another move does not mend.</summary>
    public static readonly TimeSpan OncePer = TimeSpan.FromHours(1);

    /// <param name="damage">The verdict's sentence.</param>
    /// <param name="dataDir">The data directory.</param>
    /// <param name="quorumToldBy">A peer that reports a quorum without us; null when nobody does.</param>
    /// <param name="earlier">The quarantines on the volume.</param>
    /// <param name="now">The time.</param>
    public static DamageDecision Decide(string damage, string dataDir, string? quorumToldBy, IReadOnlyList<QuarantineMark> earlier, DateTimeOffset now)
    {
        var recent = earlier.Where(m => m.Kind == QuarantineKind.Damage && m.Moved > now - OncePer).OrderByDescending(m => m.Moved).ToList();
        if (recent.Count > 0)
            return new(false, $"cannot use data dir {dataDir}: {damage}; data was moved aside from it already within the hour ({recent[0].Name}), so the disk may be failing: look at the volume, then remove or rename {dataDir}/{recent[0].Name} to let the agent move the data aside once more");
        return quorumToldBy is { } peer
            ? new(true, $"the data in {dataDir} is damaged: {damage}; {peer} reports a quorum, so it is moved aside and fetched anew from there")
            : new(false, $"cannot use data dir {dataDir}: {damage}; no member reports a quorum from which the data could be fetched. Start the other members first: once they serve, this one moves the damage aside by itself. If this is the only copy, restore {dataDir} from a backup");
    }
}
