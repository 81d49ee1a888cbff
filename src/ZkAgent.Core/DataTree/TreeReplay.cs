using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.DataTree;

/// <summary>Replays transactions on a snapshot, and compares the tree's digest with ZooKeeper's own after each.</summary>
/// <param name="seed">A random number; see <see cref="Tree"/>.</param>
public sealed class TreeReplay(ulong seed) : ISnapshotSink, IChangeSink, IDisposable
{
    /// <summary>The version of the digest that <see cref="Tree"/> computes.</summary>
    private const int KnownDigest = 2;

    private LoggedDigest _ofSnapshot;
    private long _snapshot;

    /// <summary>Takes the changes that apply, too; null: none does.</summary>
    public IChangeSink? Observer { get; init; }

    public Tree Tree { get; } = new(seed);

    /// <summary>The snapshot holds parts of transactions up to here; from here on the tree is exact.</summary>
    public long FuzzyEnd { get; private set; }

    /// <summary>The last transaction that was applied; the snapshot's name without one.</summary>
    public long Last { get; private set; }

    public long Applied { get; private set; }

    /// <summary>Digests of ZooKeeper that were compared, the snapshot's own among them.</summary>
    public long Compared { get; private set; }

    public long Equal { get; private set; }

    /// <summary>Of the equal ones, those of a JVM whose default charset is not UTF-8.</summary>
    public long OfOtherCharset { get; private set; }

    /// <summary>Records whose digest has another version.</summary>
    public long OfUnknownVersion { get; private set; }

    /// <summary>The first digest that differs; null where none does.</summary>
    public string? Mismatch { get; private set; }

    /// <param name="source">The snapshot, unpacked.</param>
    /// <param name="zxid">The zxid in its name.</param>
    public SnapshotSummary Load(Stream source, long zxid)
    {
        var summary = SnapshotReader.Read(source, this);
        (_snapshot, Last) = (zxid, zxid);
        FuzzyEnd = Math.Max(zxid, summary.DigestZxid ?? 0);
        _ofSnapshot = summary.DigestZxid is null ? default : summary.Digest;
        // ZooKeeper writes the snapshot of its empty database before it has computed a digest, and writes 0.
        if (summary is { Problem: null } && FuzzyEnd == zxid && zxid > 0) Compare(zxid, _ofSnapshot);
        return summary;
    }

    /// <summary>Applies one record; one that the snapshot has by its name is passed over.</summary>
    /// <returns>Why it can't be read, as a phrase; null where it was.</returns>
    public string? Apply(in TransactionHeader header, ReadOnlySpan<byte> entry)
    {
        if (header.Zxid <= _snapshot) return null;
        if (TransactionReader.Read(entry, this, out var digest) is { } problem) return problem;
        (Last, Applied) = (header.Zxid, Applied + 1);
        if (header.Zxid == FuzzyEnd) Compare(header.Zxid, _ofSnapshot);
        if (header.Zxid >= FuzzyEnd && digest is { } logged) Compare(header.Zxid, logged);
        return null;
    }

    public void Dispose() => Tree.Dispose();

    void ISnapshotSink.Session(long id, int timeout) => Tree.OpenSession(id, timeout);

    void ISnapshotSink.Acl(long id, ReadOnlySpan<byte> acl)
    {
    }

    string? ISnapshotSink.Node(ReadOnlySpan<byte> path, ReadOnlySpan<byte> data, long acl, in NodeStat stat) =>
        Tree.Load(path, data, stat) ? null : "whose parent is missing or which is there twice";

    void IChangeSink.Apply(in TransactionHeader header, in Change change)
    {
        switch (change.Kind)
        {
            case ChangeKind.Create: Tree.Create(change, header.Zxid, header.Time); break;
            case ChangeKind.Delete: Tree.Delete(change.Path, header.Zxid); break;
            case ChangeKind.SetData: Tree.SetData(change.Path, change.Data, change.Version, header.Zxid, header.Time); break;
            case ChangeKind.SetAcl: Tree.SetAcl(change.Path, change.Version); break;
            case ChangeKind.OpenSession: Tree.OpenSession(header.Session, change.Timeout); break;
            case ChangeKind.CloseSession: Tree.CloseSession(header.Session, header.Zxid, change.Paths); break;
        }
        Observer?.Apply(header, change);
    }

    private void Compare(long zxid, LoggedDigest logged)
    {
        if (logged.Version == 0) return;
        if (logged.Version != KnownDigest)
        {
            OfUnknownVersion++;
            return;
        }
        Compared++;
        if (Tree.HasDigest(logged.Value, out var isOther))
        {
            Equal++;
            if (isOther) OfOtherCharset++;
        }
        else Mismatch ??= $"cannot reproduce the tree: after {new Zxid(zxid)} its digest is {Tree.Digest:x} and ZooKeeper's is {logged.Value:x}";
    }
}
