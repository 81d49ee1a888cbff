namespace ZkAgent.Core.DataTree;

/// <summary>What one operation of a transaction does.</summary>
public enum ChangeKind
{
    Create,
    Delete,
    SetData,
    SetAcl,
    OpenSession,
    CloseSession,
}

/// <summary>One change of the tree or of the sessions; its bytes are valid until the next record is read.</summary>
public readonly ref struct Change
{
    public ChangeKind Kind { get; init; }

    /// <summary>UTF-8.</summary>
    public ReadOnlySpan<byte> Path { get; init; }

    public ReadOnlySpan<byte> Data { get; init; }

    /// <summary>A list of ACLs as it is stored.</summary>
    public ReadOnlySpan<byte> Acl { get; init; }

    /// <summary>Of a znode that is created: its session, 0, or the marks of containers and of a TTL.</summary>
    public long Owner { get; init; }

    /// <summary>Of a znode that is created: the parent's new cversion; -1: one more than it has.</summary>
    public int ParentCversion { get; init; }

    /// <summary>The znode's new version, or the ACL's.</summary>
    public int Version { get; init; }

    /// <summary>A plain create: where the znode exists already, its parent gets cversion and pzxid all the same (DataTree.processTxn).</summary>
    public bool MendsParent { get; init; }

    /// <summary>Of a session that is opened, in milliseconds.</summary>
    public int Timeout { get; init; }

    /// <summary>Of a session that is closed: the znodes that go with it.</summary>
    public IReadOnlyList<byte[]> Paths { get; init; }
}

/// <summary>With what every transaction begins (TxnHeader).</summary>
/// <param name="Session">The session that asked for it.</param>
/// <param name="Zxid">Its number.</param>
/// <param name="Time">Milliseconds since 1970 of the leader's clock.</param>
/// <param name="Type">ZooKeeper's number of the operation (ZooDefs.OpCode).</param>
public readonly record struct TransactionHeader(long Session, long Zxid, long Time, int Type)
{
    /// <summary>The type of a transaction that opens a session.</summary>
    public const int CreateSession = -10;

    /// <summary>Bytes as it is stored.</summary>
    public const int Length = 32;

    /// <param name="entry">A log's entry of at least <see cref="Length"/> bytes.</param>
    public static TransactionHeader Read(ReadOnlySpan<byte> entry)
    {
        var bytes = new JuteSpan(entry);
        var session = bytes.Long();
        bytes.Int();
        return new(session, bytes.Long(), bytes.Long(), bytes.Int());
    }
}

/// <summary>Takes the changes of transactions in their order.</summary>
public interface IChangeSink
{
    void Apply(in TransactionHeader header, in Change change);
}
