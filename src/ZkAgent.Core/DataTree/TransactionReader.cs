using System.Buffers.Binary;

namespace ZkAgent.Core.DataTree;

/// <summary>ZooKeeper's digest as a record of its log has it.</summary>
/// <param name="Version">How it is computed; 2 in 3.6 to 3.9.</param>
/// <param name="Value">The tree's digest after the transaction.</param>
public readonly record struct LoggedDigest(int Version, ulong Value);

/// <summary>Reads an entry of a transaction log: every type that ZooKeeper 3.6 to 3.9 writes (SerializeUtils.deserializeTxn).</summary>
public static class TransactionReader
{
    private const int Create = 1, Delete = 2, SetData = 5, SetAcl = 7, Check = 13, Multi = 14, Create2 = 15, Reconfig = 16;
    private const int CreateContainer = 19, DeleteContainer = 20, CreateTtl = 21, CloseSession = -11, Error = -1;
    private const int DigestLength = 12;

    /// <param name="entry">The entry without its checksum, length and end mark.</param>
    /// <param name="sink">Takes its changes; null: only the digest is wanted.</param>
    /// <param name="digest">The tree's digest after it; null where the record has none, as those of errors.</param>
    /// <returns>Why the entry can't be read, as a phrase; null where it can.</returns>
    public static string? Read(ReadOnlySpan<byte> entry, IChangeSink? sink, out LoggedDigest? digest)
    {
        digest = null;
        if (entry.Length < TransactionHeader.Length) return "it has no whole header";
        var header = TransactionHeader.Read(entry);
        var bytes = new JuteSpan(entry[TransactionHeader.Length..]);
        if (header.Type == CloseSession)
        {
            var paths = PathsOfSession(bytes.Rest, out var used);
            sink?.Apply(header, new() { Kind = ChangeKind.CloseSession, Paths = paths });
            bytes = new(bytes.Rest[used..]);
        }
        else if (header.Type == Multi)
        {
            if (ReadMulti(header, ref bytes, sink) is { } problem) return problem;
        }
        else if (!ReadOne(header, header.Type, ref bytes, sink)) return $"its type {header.Type} is unknown";

        if (bytes.Failed) return "it is shorter than its type needs";
        if (bytes.Rest.IsEmpty) return null;
        if (bytes.Rest.Length != DigestLength) return $"{bytes.Rest.Length} bytes follow on it";
        digest = new(bytes.Int(), unchecked((ulong)bytes.Long()));
        return null;
    }

    /// <returns>False where the type is unknown.</returns>
    private static bool ReadOne(in TransactionHeader header, int type, ref JuteSpan bytes, IChangeSink? sink)
    {
        Change change;
        switch (type)
        {
            case Create or Create2:
                change = new()
                {
                    Kind = ChangeKind.Create,
                    Path = bytes.Bytes(),
                    Data = bytes.Bytes(),
                    Acl = bytes.Acl(),
                    Owner = bytes.Byte() != 0 ? header.Session : 0,
                    ParentCversion = bytes.Int(),
                    MendsParent = type == Create,
                };
                break;
            case CreateContainer:
                change = new() { Kind = ChangeKind.Create, Path = bytes.Bytes(), Data = bytes.Bytes(), Acl = bytes.Acl(), Owner = NodeStat.ContainerOwner, ParentCversion = bytes.Int() };
                break;
            case CreateTtl:
                change = new() { Kind = ChangeKind.Create, Path = bytes.Bytes(), Data = bytes.Bytes(), Acl = bytes.Acl(), ParentCversion = bytes.Int(), Owner = bytes.Long() | NodeStat.TtlMask };
                break;
            case Delete or DeleteContainer:
                change = new() { Kind = ChangeKind.Delete, Path = bytes.Bytes() };
                break;
            case SetData or Reconfig:
                change = new() { Kind = ChangeKind.SetData, Path = bytes.Bytes(), Data = bytes.Bytes(), Version = bytes.Int() };
                break;
            case SetAcl:
                change = new() { Kind = ChangeKind.SetAcl, Path = bytes.Bytes(), Acl = bytes.Acl(), Version = bytes.Int() };
                break;
            case TransactionHeader.CreateSession:
                change = new() { Kind = ChangeKind.OpenSession, Timeout = bytes.Int() };
                break;
            case Error:
                bytes.Int();
                return true;
            case Check:
                bytes.Bytes();
                bytes.Int();
                return true;
            default:
                return false;
        }
        if (!bytes.Failed) sink?.Apply(header, change);
        return true;
    }

    /// <summary>A list of operations. One that is an error says that none of them was applied.</summary>
    private static string? ReadMulti(in TransactionHeader header, ref JuteSpan bytes, IChangeSink? sink)
    {
        var start = bytes;
        var failed = false;
        for (var left = bytes.Int(); left > 0 && !bytes.Failed; left--)
        {
            failed |= bytes.Int() == Error;
            bytes.Bytes();
        }
        if (bytes.Failed || failed) return null;
        for (var left = start.Int(); left > 0; left--)
        {
            var type = start.Int();
            var operation = new JuteSpan(start.Bytes());
            if (!ReadOne(header, type, ref operation, sink)) return $"the type {type} of an operation is unknown";
            if (operation.Failed) return "an operation is shorter than its type needs";
        }
        return null;
    }

    /// <summary>Up to 3.5, and with closeSessionTxn.enabled=false, the list is not there; then at most the digest follows.</summary>
    /// <param name="rest">What follows on the header.</param>
    /// <param name="used">Bytes of the list; 0 without one.</param>
    private static List<byte[]> PathsOfSession(ReadOnlySpan<byte> rest, out int used)
    {
        var bytes = new JuteSpan(rest);
        var paths = new List<byte[]>();
        for (var left = bytes.Int(); left > 0 && !bytes.Failed; left--)
        {
            var path = bytes.Bytes();
            if (path is not [(byte)'/', ..]) break;
            paths.Add(path.ToArray());
        }
        used = rest.Length - bytes.Rest.Length;
        var count = rest.Length >= 4 ? BinaryPrimitives.ReadInt32BigEndian(rest) : -1;
        if (!bytes.Failed && paths.Count == count && bytes.Rest.Length is 0 or DigestLength) return paths;
        used = 0;
        return [];
    }
}
