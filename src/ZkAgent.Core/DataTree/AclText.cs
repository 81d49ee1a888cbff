using System.Text;

namespace ZkAgent.Core.DataTree;

/// <summary>An ACL as ZooKeeper's shell writes it: <c>world:anyone:cdrwa</c>, several with commas.</summary>
public static class AclText
{
    /// <summary>The letters of the bits, in the shell's order (ZooDefs.Perms, ZKUtil.getPermString).</summary>
    private static readonly (int Bit, char Letter)[] Letters = [(4, 'c'), (8, 'd'), (1, 'r'), (2, 'w'), (16, 'a')];

    /// <param name="stored">A list of ACLs as it is stored.</param>
    public static string Format(ReadOnlySpan<byte> stored)
    {
        var bytes = new JuteSpan(stored);
        var text = new StringBuilder();
        for (var left = bytes.Int(); left > 0 && !bytes.Failed; left--)
        {
            var permissions = bytes.Int();
            if (text.Length > 0) text.Append(',');
            text.Append(Encoding.UTF8.GetString(bytes.Bytes())).Append(':').Append(Encoding.UTF8.GetString(bytes.Bytes())).Append(':');
            foreach (var (bit, letter) in Letters)
                if ((permissions & bit) != 0) text.Append(letter);
        }
        return text.ToString();
    }
}
