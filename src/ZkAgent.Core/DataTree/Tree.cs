using System.Text;

namespace ZkAgent.Core.DataTree;

/// <summary>ZooKeeper's tree without names and data: enough for its digest, and to replay every transaction as DataTree does.</summary>
/// <remarks>
/// The digest is the sum of one CRC-32 per znode (DigestCalculator, version 2). While transactions are replayed that a fuzzy snapshot has in part,
/// a create may find its znode and a delete may not; what happens then is DataTree.processTxn's.
/// </remarks>
/// <param name="seed">A random number for <see cref="PathHash"/>.</param>
public sealed class Tree(ulong seed) : IDisposable
{
    private readonly NodeTable _nodes = new();
    private readonly Dictionary<long, int> _sessions = [];
    private readonly Dictionary<long, HashSet<int>> _ephemerals = [];

    private ulong _ofAscii, _ofLatin;

    /// <summary>ZooKeeper's digest of the tree as it is now, with UTF-8 as the JVM's default charset.</summary>
    public ulong Digest { get; private set; }

    /// <summary>Znodes, the root included.</summary>
    public int Nodes => _nodes.Count;

    public int Ephemerals { get; private set; }

    public int Sessions => _sessions.Count;

    /// <summary>True where a digest of ZooKeeper is that of this tree, whatever its JVM's default charset.</summary>
    /// <param name="isOther">True where that is not UTF-8.</param>
    public bool HasDigest(ulong digest, out bool isOther)
    {
        isOther = digest != Digest && (digest == _ofAscii || digest == _ofLatin);
        return digest == Digest || isOther;
    }

    /// <summary>Adds a znode of a snapshot.</summary>
    /// <returns>False where its parent is not there, or where it is there already.</returns>
    internal bool Load(ReadOnlySpan<byte> path, ReadOnlySpan<byte> data, in NodeStat stat)
    {
        path = Canonical(path);
        var key = Key(path);
        var parent = path.IsEmpty ? -1 : _nodes.Find(Key(ParentOf(path)));
        if (parent < 0 && !path.IsEmpty || _nodes.Find(key) >= 0) return false;
        Add(path, key, data, stat, parent);
        return true;
    }

    /// <summary>The stat of a znode; null where there is none.</summary>
    public NodeStat? Find(ReadOnlySpan<byte> path) => _nodes.Find(Key(Canonical(path))) is >= 0 and var place ? _nodes[place].Stat : null;

    internal void OpenSession(long session, int timeout) => _sessions[session] = timeout;

    /// <summary>Removes the session and its znodes.</summary>
    /// <param name="paths">Removes the znodes that the transaction names.</param>
    internal void CloseSession(long session, long zxid, IEnumerable<byte[]> paths)
    {
        _sessions.Remove(session);
        foreach (var path in paths) Delete(path, zxid);
        if (_ephemerals.Remove(session, out var owned)) foreach (var place in owned) Delete(place, _nodes[place].Parent, zxid);
    }

    internal void Create(in Change change, long zxid, long time)
    {
        var path = change.Path;
        var parent = _nodes.Find(Key(ParentOf(path)));
        if (parent < 0) return;
        var key = Key(path);
        var exists = _nodes.Find(key) >= 0;
        // Of the operations that create, only the oldest mends the parent where the znode exists already.
        if (exists && !change.MendsParent) return;
        ref var above = ref _nodes[parent];
        var cversion = change.ParentCversion == -1 ? above.Stat.Cversion + 1 : change.ParentCversion;
        if (cversion > above.Stat.Cversion)
        {
            Subtract(above);
            above.Stat.Cversion = cversion;
            above.Stat.Pzxid = zxid;
            Include(above);
        }
        if (!exists) Add(path, key, change.Data, new() { Czxid = zxid, Mzxid = zxid, Pzxid = zxid, Ctime = time, Mtime = time, Owner = change.Owner }, parent);
    }

    internal void Delete(ReadOnlySpan<byte> path, long zxid)
    {
        var parent = _nodes.Find(Key(ParentOf(path)));
        if (parent >= 0) Delete(_nodes.Find(Key(path)), parent, zxid);
    }

    internal void SetData(ReadOnlySpan<byte> path, ReadOnlySpan<byte> data, int version, long zxid, long time)
    {
        path = Canonical(path);
        var place = _nodes.Find(Key(path));
        if (place < 0) return;
        ref var node = ref _nodes[place];
        Subtract(node);
        (node.Stat.Mtime, node.Stat.Mzxid, node.Stat.Version) = (time, zxid, version);
        SetContent(ref node, path, data);
        Include(node);
    }

    internal void SetAcl(ReadOnlySpan<byte> path, int version)
    {
        var place = _nodes.Find(Key(Canonical(path)));
        if (place < 0) return;
        ref var node = ref _nodes[place];
        Subtract(node);
        node.Stat.Aversion = version;
        Include(node);
    }

    public void Dispose() => _nodes.Dispose();

    private void Delete(int place, int parent, long zxid)
    {
        if (parent >= 0 && zxid > _nodes[parent].Stat.Pzxid)
        {
            Subtract(_nodes[parent]);
            _nodes[parent].Stat.Pzxid = zxid;
            Include(_nodes[parent]);
        }
        if (place < 0) return;
        ref var node = ref _nodes[place];
        Subtract(node);
        if (node.Stat.IsEphemeral)
        {
            Ephemerals--;
            if (_ephemerals.TryGetValue(node.Stat.Owner, out var owned)) owned.Remove(place);
        }
        _nodes.Remove(place);
    }

    private void Add(ReadOnlySpan<byte> path, ulong key, ReadOnlySpan<byte> data, in NodeStat stat, int parent)
    {
        var place = _nodes.Add(key);
        ref var node = ref _nodes[place];
        node.Stat = stat;
        node.Parent = parent;
        SetContent(ref node, path, data);
        node.Counted = !path.StartsWith("/zookeeper/"u8);
        Include(node);
        if (!stat.IsEphemeral) return;
        Ephemerals++;
        if (!_ephemerals.TryGetValue(stat.Owner, out var owned)) _ephemerals[stat.Owner] = owned = [];
        owned.Add(place);
    }

    private static void SetContent(ref TreeNode node, ReadOnlySpan<byte> path, ReadOnlySpan<byte> data)
    {
        node.Content = node.AsciiContent = node.LatinContent = Crc32.Add(Crc32.Add(Crc32.Start, path), data);
        if (Ascii.IsValid(path)) return;
        var (ascii, latin) = PathCharset.Crc(path);
        (node.AsciiContent, node.LatinContent) = (Crc32.Add(ascii, data), Crc32.Add(latin, data));
    }

    private void Include(in TreeNode node)
    {
        var (digest, ascii, latin) = DigestsOf(node);
        (Digest, _ofAscii, _ofLatin) = (Digest + digest, _ofAscii + ascii, _ofLatin + latin);
    }

    private void Subtract(in TreeNode node)
    {
        var (digest, ascii, latin) = DigestsOf(node);
        (Digest, _ofAscii, _ofLatin) = (Digest - digest, _ofAscii - ascii, _ofLatin - latin);
    }

    private static (ulong Digest, ulong Ascii, ulong Latin) DigestsOf(in TreeNode node)
    {
        if (!node.Counted) return default;
        Span<byte> stat = stackalloc byte[NodeStat.Length];
        node.Stat.WriteForDigest(stat);
        var digest = Crc32.Value(Crc32.Add(node.Content, stat));
        return node.Content == node.AsciiContent && node.Content == node.LatinContent ? (digest, digest, digest)
            : (digest, Crc32.Value(Crc32.Add(node.AsciiContent, stat)), Crc32.Value(Crc32.Add(node.LatinContent, stat)));
    }

    private ulong Key(ReadOnlySpan<byte> path) => PathHash.Of(path, seed);

    /// <summary>ZooKeeper knows the root by two names.</summary>
    private static ReadOnlySpan<byte> Canonical(ReadOnlySpan<byte> path) => path is [(byte)'/'] ? default : path;

    private static ReadOnlySpan<byte> ParentOf(ReadOnlySpan<byte> path) => path[..Math.Max(0, path.LastIndexOf((byte)'/'))];
}
