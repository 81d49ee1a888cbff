using ZkAgent.Core.Backups;
using ZkAgent.Core.DataTree;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Volume;

namespace ZkAgent.Backups;

/// <summary>Where the copy of the logs ends.</summary>
/// <param name="Session">The record that creates this session ends it; null where there is no session.</param>
/// <param name="Zxid">Without a session: the first record with this zxid or a later one ends it; null: the last whole record that is there now.</param>
internal sealed record ScanTarget(long? Session, long? Zxid);

/// <summary>Reads the whole records of the member's logs up to a target. ZooKeeper applies a transaction before its own file has it, so the target is waited for.</summary>
internal sealed class LogScan(SourceFiles files, ReadRate rate, TimeProvider time)
{
    /// <summary>The longest wait for the target. In experiments the file had it after 116 ms at most.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>So often new logs are looked for while a long one is read: a purge can take what is not open.</summary>
    private const int RecordsBetweenLooks = 1000;

    private readonly ZxidChain _chain = new(files.Zxid);

    public long? First { get; private set; }

    public DateTimeOffset? FirstTime { get; private set; }

    /// <summary>The last record after the snapshot's name, or the snapshot's zxid.</summary>
    public long Last => _chain.Last;

    public DateTimeOffset? LastTime { get; private set; }

    /// <summary>The digest of the last record that has one, if it is the last.</summary>
    public LoggedDigest? Digest { get; private set; }

    /// <returns>Why the target was not found; null where it was.</returns>
    /// <exception cref="SourceException">A log can't be read.</exception>
    /// <exception cref="FileNotFoundException">A purge took a log: begin again.</exception>
    /// <exception cref="IOException">A log can't be opened.</exception>
    public BackupFailure? Run(ScanTarget target, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        if (target.Zxid is { } given) target = target with { Zxid = Math.Max(given, files.FuzzyEnd) };
        // The snapshot has it already, and nothing may have been written since.
        if (target.Zxid <= files.Zxid) target = target with { Zxid = null };
        for (var i = 0; ;)
        {
            if (i < files.Logs.Count)
            {
                // Whether a later log was there before this one was read to its end: then nothing is added to this one.
                var isClosed = i + 1 < files.Logs.Count;
                var (found, problem) = Read(files.Logs[i], target, cancellation);
                if (problem is not null) return new(BackupFailureReason.Source, problem);
                if (found) return null;
                if (isClosed)
                {
                    i++;
                    continue;
                }
            }
            if (i + 1 < files.Logs.Count || files.OpenNewLogs()) continue;
            // Nothing tells where the end is: all that is there counts, and what the snapshot has in parts must be among it.
            if (target is { Session: null, Zxid: null } && Last >= files.FuzzyEnd) return null;
            if (time.GetElapsedTime(began) > Limit)
                return new(BackupFailureReason.Barrier, $"cannot prove that the copy is complete: {(target.Session is { } id ? $"the record of session 0x{id:x}" : $"{new Zxid(target.Zxid ?? files.FuzzyEnd)}")} was not in the log after {Limit.TotalSeconds:0} s, which ends at {new Zxid(Last)}; the next run tries again");
            Task.Delay(Pause, time, cancellation).GetAwaiter().GetResult();
        }
    }

    private (bool Found, string? Problem) Read(SourceLog log, ScanTarget target, CancellationToken cancellation)
    {
        using var source = new ThrottledStream(log.File, long.MaxValue, rate, cancellation) { Position = log.End };
        var reader = new LogReader(source);
        var isFirst = log.End <= LogReader.HeaderLength;
        if (log.End == 0)
        {
            // ZooKeeper writes the header with the first record, so a log without one has nothing yet.
            if (reader.ReadHeader().IsEmpty) return (false, null);
            log.End = LogReader.HeaderLength;
        }
        var start = log.End - reader.Position;
        for (var records = 1; reader.Next(out _, out var entry); records++, isFirst = false)
        {
            if (records % RecordsBetweenLooks == 0) files.OpenNewLogs();
            var header = reader.Header;
            log.End = start + reader.Position;
            if (header.Zxid > files.Zxid && Gap(header.Zxid) is { } gap)
            {
                // The log in between was created and purged since the last look. A hole in the volume is there at once.
                if (log.IsLater && isFirst) throw new FileNotFoundException($"the log before {log.Name} is gone");
                return (false, $"{gap} in {log.Name}; look at the member's volume");
            }
            (First, FirstTime) = (First ?? header.Zxid, FirstTime ?? DateTimeOffset.FromUnixTimeMilliseconds(header.Time));
            if (header.Zxid > files.Zxid) LastTime = DateTimeOffset.FromUnixTimeMilliseconds(header.Time);
            if (target.Session is { } session ? header.Type == TransactionHeader.CreateSession && header.Session == session : target.Zxid is { } zxid && header.Zxid >= zxid)
            {
                _ = TransactionReader.Read(entry, null, out var digest);
                Digest = digest;
                return (true, null);
            }
        }
        return (false, null);
    }

    private string? Gap(long next)
    {
        // An epoch may follow on a transaction that came with a snapshot and not by the log.
        var fetched = files.PassedOver.FirstOrDefault(snapshot => snapshot > _chain.Last && snapshot < next);
        return fetched == 0 ? _chain.Follow(next)
            : $"cannot follow the log: the transactions between {new Zxid(_chain.Last)} and {new Zxid(next)} may be in {DataFileName.SnapshotPrefix}.{fetched:x} only, which can't be read, and are missing";
    }
}
