using System.Text;
using ZkAgent.Core.Backups;
using ZkAgent.Core.DataTree;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Volume;
using ZkAgent.Machine;

namespace ZkAgent.Backups;

/// <summary>Prints a subtree of a backup as it was after a transaction.</summary>
/// <remarks>
/// In two passes, so that no data is kept: the first one replays up to the cut, the second one prints each znode where its last data is. Lines come in
/// the order of the snapshot, then of the log.
/// </remarks>
internal sealed class BackupSubtree : ISnapshotSink, IChangeSink, IDisposable
{
    private readonly byte[] _path;
    private readonly TextWriter _output;
    private readonly TreeReplay _replay;
    private readonly Dictionary<long, string> _aclsById = new() { [OpenAcl] = "world:anyone:cdrwa" };
    private readonly Dictionary<string, (int Version, string Acl)> _changedAcls = [];
    private readonly Dictionary<string, string> _earlierAcls = [];
    private readonly HashSet<string> _printed = [];
    private bool _prints;
    private long _snapshot;

    /// <summary>ZooKeeper's number of the ACL that allows everything (ReferenceCountedACLCache).</summary>
    private const long OpenAcl = -1;

    /// <param name="path">A znode; it and all below it are printed.</param>
    /// <param name="output">Takes the lines.</param>
    public BackupSubtree(string path, TextWriter output)
    {
        _path = Encoding.UTF8.GetBytes(path == "/" ? "" : path.TrimEnd('/'));
        _output = output;
        _replay = new(RandomNumber.Create()) { Observer = this };
    }

    /// <summary>Znodes that were printed.</summary>
    public int Count { get; private set; }

    /// <returns>Why not all of it can be printed, as a sentence; null where it was.</returns>
    public string? Print(StoredBackup backup, BackupCut cut)
    {
        var snapshot = backup.Manifest.Files.First(f => BackupLayout.IsSnapshot(f.Name));
        _snapshot = DataFileName.Zxid(snapshot.Name, DataFileName.SnapshotPrefix)!.Value;
        var progress = new CutProgress(cut, backup.Manifest);
        var problem = progress.EarlyProblem
            ?? BackupRecords.ReadSnapshot(backup, snapshot, stream => _replay.Load(stream, _snapshot).Problem)
            ?? ReadLogs(backup, progress, Replay)
            ?? progress.Problem;
        if (problem is not null) return problem;
        _prints = true;
        _output.Write(NodeText.Head);
        return BackupRecords.ReadSnapshot(backup, snapshot, stream => SnapshotReader.Read(stream, this).Problem) ?? ReadLogs(backup, new(cut, backup.Manifest), Again);

        string? Replay(in TransactionHeader header, ReadOnlySpan<byte> entry) => _replay.Apply(header, entry);

        string? Again(in TransactionHeader header, ReadOnlySpan<byte> entry) => header.Zxid <= _snapshot ? null : TransactionReader.Read(entry, this, out _);
    }

    public void Dispose() => _replay.Dispose();

    void ISnapshotSink.Session(long id, int timeout)
    {
    }

    void ISnapshotSink.Acl(long id, ReadOnlySpan<byte> acl) => _aclsById[id] = AclText.Format(acl);

    string? ISnapshotSink.Node(ReadOnlySpan<byte> path, ReadOnlySpan<byte> data, long acl, in NodeStat stat)
    {
        if (!IsBelow(path) || _replay.Tree.Find(path) is not { } now) return null;
        var words = _aclsById.GetValueOrDefault(acl, "?");
        if (now.Czxid != stat.Czxid || now.Mzxid != stat.Mzxid || now.Version != stat.Version)
        {
            _earlierAcls[Encoding.UTF8.GetString(path)] = words;
            return null;
        }
        // A fuzzy snapshot has it, and the log as well.
        if (stat.Mzxid > _snapshot) _printed.Add(Encoding.UTF8.GetString(path));
        Line(path, now, words, data);
        return null;
    }

    void IChangeSink.Apply(in TransactionHeader header, in Change change)
    {
        if (change.Kind is not (ChangeKind.Create or ChangeKind.SetData or ChangeKind.SetAcl)) return;
        var path = change.Path is [(byte)'/'] ? default : change.Path;
        if (!IsBelow(path)) return;
        if (change.Kind == ChangeKind.SetAcl)
        {
            _changedAcls[Encoding.UTF8.GetString(path)] = (change.Version, AclText.Format(change.Acl));
            return;
        }
        if (!_prints || _replay.Tree.Find(path) is not { } now) return;
        var name = Encoding.UTF8.GetString(path);
        if (change.Kind == ChangeKind.Create) _earlierAcls[name] = AclText.Format(change.Acl);
        if (now.Mzxid == header.Zxid && now.Version == change.Version && _printed.Add(name)) Line(path, now, _earlierAcls.GetValueOrDefault(name, "?"), change.Data);
    }

    private void Line(ReadOnlySpan<byte> path, in NodeStat stat, string acl, ReadOnlySpan<byte> data)
    {
        var changed = _changedAcls.Count > 0 && _changedAcls.TryGetValue(Encoding.UTF8.GetString(path), out var later) && later.Version == stat.Aversion ? later.Acl : acl;
        NodeText.Write(_output, path, stat, changed, data);
        Count++;
    }

    private bool IsBelow(ReadOnlySpan<byte> path) => path.StartsWith(_path) && (path.Length == _path.Length || path[_path.Length] == (byte)'/');

    private static string? ReadLogs(StoredBackup backup, CutProgress progress, Apply apply)
    {
        var last = -1L;
        string? problem = null;
        foreach (var source in RecordSource.Of(backup))
        {
            if (progress.IsCut) break;
            var unreadable = BackupRecords.ReadLog(source, static _ => { }, Take);
            problem ??= unreadable;
        }
        return problem;

        bool Take(in TransactionHeader header, ReadOnlySpan<byte> record, ReadOnlySpan<byte> entry)
        {
            if (header.Zxid <= last) return true;
            if (!progress.Takes(header.Zxid, header.Time)) return false;
            last = header.Zxid;
            if (apply(header, entry) is not { } wrong) return true;
            problem = $"cannot read {new Zxid(header.Zxid)}: {wrong}";
            return false;
        }
    }

    private delegate string? Apply(in TransactionHeader header, ReadOnlySpan<byte> entry);
}
