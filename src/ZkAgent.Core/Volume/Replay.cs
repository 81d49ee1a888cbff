using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Volume;

/// <summary>What ZooKeeper will load at its start: the newest snapshot that it can, and the logs from there on.</summary>
/// <param name="LastZxid">The last transaction that it will have.</param>
/// <param name="Trouble">Why that is not what was once there, or why ZooKeeper would end; null when all is well.</param>
/// <param name="Blank">The newest log, where it is blank and has to be out of the way; null otherwise.</param>
public readonly record struct Replay(long LastZxid, string? Trouble, LogFact? Blank)
{
    /// <param name="start">The newest snapshot that can be loaded.</param>
    /// <param name="facts">The volume.</param>
    public static Replay Of(SnapshotFact start, VolumeFacts facts)
    {
        var (last, trouble, blank) = (start.Zxid, (string?)null, (LogFact?)null);
        var logs = ReadBy(start.Zxid, facts.Logs, l => l.Zxid).ToList();
        // A snapshot that was finished was acknowledged; one that was not is the trace of a crash.
        var spoilt = facts.Snapshots.Where(s => s.Check == SnapshotCheck.Corrupt && s.Zxid > start.Zxid).ToList();
        foreach (var log in logs)
        {
            if (log.Check == LogCheck.Blank && log == logs[^1]) blank = log;
            else trouble ??= Fault(log) ?? Hole(log, last, facts.Snapshots) ?? HoleWithin(log, start.Zxid, facts.Snapshots);
            last = Math.Max(last, log.Last ?? 0);
        }
        if (spoilt.Find(s => s.Zxid > last) is { } lost)
            trouble ??= $"{lost.Name} is corrupt and the older {start.Name} with its logs ends at {new Zxid(last)}: ZooKeeper would start there and forget the rest";
        return new(last, trouble, blank);
    }

    /// <summary>The logs that ZooKeeper reads after it loaded a snapshot: those that start later, and the one before them.</summary>
    /// <param name="start">The snapshot's zxid; -1 without one: then it looks into the newest two.</param>
    /// <param name="logs">Logs, the oldest first.</param>
    /// <param name="zxid">A log's first transaction by its name.</param>
    public static IEnumerable<T> ReadBy<T>(long start, IReadOnlyList<T> logs, Func<T, long> zxid)
    {
        if (start < 0) return logs.TakeLast(2);
        var before = logs.TakeWhile(l => zxid(l) <= start).Count();
        return logs.Skip(Math.Max(0, before - 1));
    }

    private static string? Fault(LogFact log) => log.Check switch
    {
        LogCheck.Blank => $"{log.Name} is blank although later logs follow it, and ZooKeeper ends over it",
        LogCheck.Headless => $"{log.Name} does not begin as a transaction log, and ZooKeeper ends over it",
        LogCheck.Corrupt => $"{log.Name} has an entry {After(log)} whose checksum or length is wrong, and ZooKeeper ends over it",
        LogCheck.CutShort => $"{log.Name} has more entries behind a broken one {After(log)}, and ZooKeeper would drop them without a message",
        _ => null,
    };

    /// <summary>Within an epoch every number is used, and an epoch begins with 1: a log that begins elsewhere follows on something that is gone.</summary>
    /// <remarks>
    /// A member that fetches a snapshot from the leader logs nothing before the snapshot is finished. So a log behind one says that it was
    /// finished once, even if it has no end now and the log begins an epoch.
    /// </remarks>
    private static string? Hole(LogFact log, long last, IReadOnlyList<SnapshotFact> snapshots) =>
        log.First is { } first ? Hole(log.Name, $"where {log.Name} begins", last, first, snapshots) : null;

    /// <summary>A member that fetches a snapshot while it runs goes on in the log that it has open.</summary>
    private static string? HoleWithin(LogFact log, long start, IReadOnlyList<SnapshotFact> snapshots) => log.Gaps
        .Select(gap => Hole($"{log.Name} from {new Zxid(gap.Next)} on", $"where {log.Name} goes on", Math.Max(gap.After, start), gap.Next, snapshots))
        .FirstOrDefault(hole => hole is not null);

    private static string? Hole(string what, string where, long last, long first, IReadOnlyList<SnapshotFact> snapshots)
    {
        if (first <= last + 1) return null;
        var (from, to) = (new Zxid(last), new Zxid(first));
        if (snapshots.FirstOrDefault(s => !s.Usable && s.Zxid > last && s.Zxid < first) is { } lost)
            return $"{what} follows on {lost.Name}, which ZooKeeper can't load: it would start without the transactions between {from} and {to}";
        return from.Epoch == to.Epoch || to.Counter != 1 ? $"the transactions between {from} and {to}, {where}, are missing, and ZooKeeper would start without them" : null;
    }

    private static string After(LogFact log) => log.Last is { } last ? $"after {new Zxid(last)}" : "at its beginning";
}
