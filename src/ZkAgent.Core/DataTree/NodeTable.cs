using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZkAgent.Core.DataTree;

/// <summary>A znode in the table: 96 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TreeNode
{
    /// <summary>The hash of its path.</summary>
    public ulong Key;

    public NodeStat Stat;

    /// <summary>The state of CRC-32 after path and data: with the stat it gives the digest.</summary>
    public uint Content;

    /// <summary>The same where a JVM's default charset is US-ASCII or ISO-8859-1; see <see cref="PathCharset"/>.</summary>
    public uint AsciiContent, LatinContent;

    /// <summary>The parent's place in the table; -1: none.</summary>
    public int Parent;

    /// <summary>The next one with the same bucket, or the next free place; -1: none.</summary>
    public int Next;

    /// <summary>False for znodes below /zookeeper/, which ZooKeeper leaves out of its digest.</summary>
    [MarshalAs(UnmanagedType.U1)]
    public bool Counted;
}

/// <summary>Znodes by the hash of their path, without path or data, so that a million of them needs 100 MB.</summary>
/// <remarks>In native memory: the agent's own heap has a hard limit that is far smaller than a large tree.</remarks>
internal sealed unsafe class NodeTable : IDisposable
{
    private const int ChunkSize = 4096;
    private const int None = -1;

    private readonly List<nint> _chunks = [];
    private int* _buckets;
    private int _mask;
    private int _used;
    private int _free = None;

    public NodeTable() => Resize(1 << 12);

    /// <summary>Without this a table that was not disposed of would keep its memory.</summary>
    ~NodeTable() => Free();

    public int Count { get; private set; }

    public ref TreeNode this[int place] => ref Unsafe.AsRef<TreeNode>((TreeNode*)_chunks[place / ChunkSize] + (place % ChunkSize));

    /// <returns>The place; -1 where there is none.</returns>
    public int Find(ulong key)
    {
        var place = _buckets[(int)key & _mask];
        while (place != None && this[place].Key != key) place = this[place].Next;
        return place;
    }

    /// <summary>Adds a key that is not in the table.</summary>
    /// <returns>Its place; all but key and chain is to be set.</returns>
    public int Add(ulong key)
    {
        if (Count > _mask) Resize((_mask + 1) * 2);
        var place = _free;
        if (place != None) _free = this[place].Next;
        else
        {
            place = _used++;
            if (place / ChunkSize == _chunks.Count) _chunks.Add((nint)NativeMemory.Alloc(ChunkSize, (nuint)sizeof(TreeNode)));
        }
        ref var node = ref this[place];
        node = new() { Key = key, Parent = None };
        Link(place);
        Count++;
        return place;
    }

    public void Remove(int place)
    {
        var link = &_buckets[(int)this[place].Key & _mask];
        if (*link == place) *link = this[place].Next;
        else
        {
            var before = *link;
            while (this[before].Next != place) before = this[before].Next;
            this[before].Next = this[place].Next;
        }
        this[place].Next = _free;
        _free = place;
        Count--;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Link(int place)
    {
        var bucket = &_buckets[(int)this[place].Key & _mask];
        this[place].Next = *bucket;
        *bucket = place;
    }

    private void Resize(int size)
    {
        var old = _buckets;
        var oldSize = _mask + 1;
        _buckets = (int*)NativeMemory.Alloc((nuint)size, sizeof(int));
        new Span<int>(_buckets, size).Fill(None);
        _mask = size - 1;
        if (old == null) return;
        for (var i = 0; i < oldSize; i++)
        {
            for (var place = old[i]; place != None;)
            {
                var next = this[place].Next;
                Link(place);
                place = next;
            }
        }
        NativeMemory.Free(old);
    }

    private void Free()
    {
        foreach (var chunk in _chunks) NativeMemory.Free((void*)chunk);
        _chunks.Clear();
        NativeMemory.Free(_buckets);
        _buckets = null;
    }
}
