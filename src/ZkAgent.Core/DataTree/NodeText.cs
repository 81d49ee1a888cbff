using System.Globalization;
using System.Text;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.DataTree;

/// <summary>A znode as one line of text: path, zxid, version, owner, ACL and data, with tabs between them.</summary>
public static class NodeText
{
    public const string Head = "# PATH\tMZXID\tVERSION\tOWNER\tACL\tDATA\n";

    /// <summary>Writes the line, piece by piece: data of megabytes is never in memory as text.</summary>
    /// <param name="output">Takes it; it should be buffered.</param>
    /// <param name="path">The path in UTF-8; empty for the root.</param>
    /// <param name="stat">The rest of the znode.</param>
    /// <param name="acl">The ACL as text.</param>
    /// <param name="data">The data.</param>
    public static void Write(TextWriter output, ReadOnlySpan<byte> path, in NodeStat stat, string acl, ReadOnlySpan<byte> data)
    {
        Escape(output, path.IsEmpty ? "/"u8 : path);
        output.Write(string.Create(CultureInfo.InvariantCulture, $"\t{new Zxid(stat.Mzxid)}\t{stat.Version}\t{Owner(stat)}\t"));
        Escape(output, Encoding.UTF8.GetBytes(acl));
        output.Write('\t');
        Escape(output, data);
        output.Write('\n');
    }

    private static string Owner(in NodeStat stat) =>
        stat.Owner == 0 ? "-"
        : stat.IsEphemeral ? $"0x{stat.Owner:x}"
        : stat.Owner == NodeStat.ContainerOwner ? "container"
        : string.Create(CultureInfo.InvariantCulture, $"ttl={stat.Owner & ~NodeStat.TtlMask}");

    /// <summary>Text as it is; control characters, the backslash and what is no UTF-8 as <c>\xHH</c>, which printf %b of a shell undoes.</summary>
    private static void Escape(TextWriter output, ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            var valid = Rune.DecodeFromUtf8(bytes, out var rune, out var used) == System.Buffers.OperationStatus.Done;
            if (valid && !Rune.IsControl(rune) && rune.Value is not ('\\' or 0x2028 or 0x2029)) output.Write(text[..rune.EncodeToUtf16(text)]);
            else foreach (var b in bytes[..used]) Hexadecimal(output, b);
            bytes = bytes[used..];
        }
    }

    private static void Hexadecimal(TextWriter output, byte b)
    {
        const string Digits = "0123456789abcdef";
        output.Write(['\\', 'x', Digits[b >> 4], Digits[b & 15]]);
    }
}
