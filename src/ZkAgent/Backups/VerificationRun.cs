using ZkAgent.Core.Backups;
using ZkAgent.Core.DataTree;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Volume;

namespace ZkAgent.Backups;

/// <summary>One verification, file after file.</summary>
internal sealed class VerificationRun(StoredBackup backup, VerifiedLevel level, TreeReplay replay, CancellationToken cancellation)
{
    private readonly List<string> _problems = [];
    private readonly List<string> _notes = [];
    private readonly BackupManifest _manifest = backup.Manifest;
    private SnapshotSummary _summary = new((string?)null);
    private ZxidChain _chain = new(0);
    private long _fuzzyEnd;
    private long _transactions;
    private long _first = -1;
    private DateTimeOffset? _from;
    private DateTimeOffset? _to;
    private LoggedDigest? _lastDigest;
    private bool _replays;

    public BackupReport Run()
    {
        _replays = level == VerifiedLevel.Full;
        var snapshots = _manifest.Files.Where(f => BackupLayout.IsSnapshot(f.Name)).ToList();
        if (snapshots is not [var snapshot]) return Report(0, 0) with { Problems = [$"cannot use the manifest: it names {snapshots.Count} snapshots and a backup has one"] };
        Snapshot(snapshot);

        var (segments, bytes) = (0, _manifest.Bytes);
        var sources = RecordSource.Of(backup);
        foreach (var source in sources.Where(s => s.File is not null)) Log(source);
        EndOfBackup();
        foreach (var source in sources.Where(s => s.File is null))
        {
            Log(source);
            segments++;
            bytes += source.Length;
        }
        if (_chain.Last < _fuzzyEnd)
            _problems.Add($"cannot use the backup: its snapshot holds parts of transactions up to {new Zxid(_fuzzyEnd)}, and its logs end at {new Zxid(_chain.Last)}");
        if (replay.Mismatch is { } mismatch) _problems.Add($"{mismatch}; the data of {_manifest.Member} may be damaged, too");
        if (replay.OfUnknownVersion > 0) _notes.Add($"{replay.OfUnknownVersion} digests have a version that this zkagent does not know; they were not compared");
        if (replay.OfOtherCharset > 0)
            _notes.Add($"{replay.OfOtherCharset} digests are of a JVM whose default charset is not UTF-8 (Java up to 17 without a locale); members whose JVMs differ there report digest mismatches; set -Dfile.encoding=UTF-8 for all");
        if (_replays && replay.Compared == 0) _notes.Add("ZooKeeper wrote no digests (digest.enabled=false), so checksums and numbers prove the backup, and its tree was not compared");
        return Report(segments, bytes);
    }

    private void Snapshot(BackupFile file)
    {
        var named = DataFileName.Zxid(file.Name, DataFileName.SnapshotPrefix)!.Value;
        if (named != _manifest.Snapshot.Value) _problems.Add($"cannot use the manifest: its snapshot is {_manifest.Snapshot} and the file is {file.Name}");
        if (BackupRecords.ReadSnapshot(backup, file, Read) is not { } problem)
        {
            _fuzzyEnd = Math.Max(named, _summary.DigestZxid ?? 0);
            if (_fuzzyEnd != _manifest.FuzzyEnd.Value) _problems.Add($"cannot use the manifest: its fuzzy end is {_manifest.FuzzyEnd} and the snapshot's is {new Zxid(_fuzzyEnd)}");
        }
        // Nothing can be replayed on it.
        else (_, _replays) = (Add(problem), false);
        _chain = new(named);

        string? Read(Stream stream)
        {
            _summary = _replays ? replay.Load(stream, named) : SnapshotReader.Read(stream, null);
            return _summary.Problem;
        }
    }

    private void Log(RecordSource source)
    {
        if (BackupRecords.ReadLog(source, static _ => { }, Take) is { } problem) Add(problem);

        bool Take(in TransactionHeader header, ReadOnlySpan<byte> record, ReadOnlySpan<byte> entry)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_first < 0) _first = header.Zxid;
            // Before the snapshot nothing has to be there; a segment may begin with what the backup has.
            if (header.Zxid <= _manifest.Snapshot.Value || source.File is null && header.Zxid <= _chain.Last) return true;
            if (_chain.Follow(header.Zxid) is { } gap) Add($"{gap} in {source.Name}");
            _transactions++;
            var time = DateTimeOffset.FromUnixTimeMilliseconds(header.Time);
            if (header.Zxid <= _fuzzyEnd || _from is null) _from = time;
            _to = time;
            LoggedDigest? digest = null;
            var unreadable = _replays ? replay.Apply(header, entry) : TransactionReader.Read(entry, null, out digest);
            if (unreadable is not null) Add($"cannot read {new Zxid(header.Zxid)} in {source.Name}: {unreadable}");
            if (source.File is not null) _lastDigest = digest;
            return true;
        }
    }

    /// <summary>The manifest's words about the end of the logs, before segments go on.</summary>
    private void EndOfBackup()
    {
        if (_chain.Last != _manifest.Last.Value && _manifest.Last.Value > _manifest.Snapshot.Value)
            _problems.Add($"cannot use the manifest: its last transaction is {_manifest.Last} and the logs end at {new Zxid(_chain.Last)}");
        if (_first >= 0 && _first != _manifest.First.Value)
            _problems.Add($"cannot use the manifest: its first transaction is {_manifest.First} and the logs begin with {new Zxid(_first)}");
        if (_manifest.Digest is not { } digest) return;
        if (_replays && !replay.Tree.HasDigest(digest, out _)) _problems.Add($"cannot reproduce the tree: at its end its digest is {replay.Tree.Digest:x} and the manifest's is {digest:x}");
        if (_lastDigest is { } last && last.Value != digest) _problems.Add($"cannot use the manifest: its digest is {digest:x} and the last record's is {last.Value:x}");
    }

    private bool Add(string problem)
    {
        // One damaged place makes everything after it wrong; the first sentences say where.
        if (_problems.Count < 10) _problems.Add(problem);
        return true;
    }

    private BackupReport Report(int segments, long bytes) => new(level)
    {
        Problems = _problems,
        Notes = _notes,
        From = new(_fuzzyEnd),
        To = new(_chain.Last),
        FromTime = _from,
        ToTime = _to,
        Transactions = _transactions,
        Nodes = _replays ? replay.Tree.Nodes : _summary.Nodes,
        Ephemerals = _replays ? replay.Tree.Ephemerals : _summary.Ephemerals,
        Sessions = _replays ? replay.Tree.Sessions : _summary.Sessions,
        Bytes = bytes,
        Segments = segments,
        DigestsCompared = replay.Compared,
        DigestsEqual = replay.Equal,
        Digest = _replays ? replay.Tree.Digest : null,
    };
}
