using System.Globalization;
using System.Text;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.DataTree;

/// <summary>A znode as one line of text: path, zxid, version, owner, ACL and data, with tabs between them.</summary>
public static class NodeText
{
    public const string Head = "# PATH\tMZXID\tVERSION\tOWNER\tACL\tDATA\n";

    public static string Line(ReadOnlySpan<byte> path, in NodeStat stat, string acl, ReadOnlySpan<byte> data)
    {
        var line = new StringBuilder();
        Escape(line, path.IsEmpty ? "/"u8 : path);
        line.Append(CultureInfo.InvariantCulture, $"\t{new Zxid(stat.Mzxid)}\t{stat.Version}\t{Owner(stat)}\t");
        Escape(line, Encoding.UTF8.GetBytes(acl));
        line.Append('\t');
        Escape(line, data);
        return line.Append('\n').ToString();
    }

    private static string Owner(in NodeStat stat) =>
        stat.Owner == 0 ? "-"
        : stat.IsEphemeral ? $"0x{stat.Owner:x}"
        : stat.Owner == NodeStat.ContainerOwner ? "container"
        : string.Create(CultureInfo.InvariantCulture, $"ttl={stat.Owner & ~NodeStat.TtlMask}");

    /// <summary>Text as it is; control characters, the backslash and what is no UTF-8 as <c>\xHH</c>, which printf %b of a shell undoes.</summary>
    private static void Escape(StringBuilder line, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var valid = Rune.DecodeFromUtf8(bytes, out var rune, out var used) == System.Buffers.OperationStatus.Done;
            if (valid && !Rune.IsControl(rune) && rune.Value is not ('\\' or 0x2028 or 0x2029)) line.Append(rune.ToString());
            else foreach (var b in bytes[..used]) line.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
            bytes = bytes[used..];
        }
    }
}
