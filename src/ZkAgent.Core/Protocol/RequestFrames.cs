using System.Buffers.Binary;
using System.Text;

namespace ZkAgent.Core.Protocol;

/// <summary>Requests inside a session, ready for the wire: ZooKeeper's zookeeper.jute.</summary>
public static class RequestFrames
{
    private const int SetAclType = 7, SaslType = 102, GetAclType = 6, AnyVersion = -1, AllPermissions = 31;

    /// <summary>A step of SASL: GetSASLRequest.</summary>
    /// <param name="number">Of the request in its session; the reply has the same.</param>
    /// <param name="token">Empty in the first step.</param>
    public static byte[] Sasl(int number, ReadOnlySpan<byte> token) => Frame(number, SaslType, Buffer(token));

    /// <summary>Asks for the ACL of a node.</summary>
    public static byte[] GetAcl(int number, string path) => Frame(number, GetAclType, Text(path));

    /// <summary>Gives a node an ACL with an entry for each id, all permissions in each.</summary>
    public static byte[] SetAcl(int number, string path, string scheme, IReadOnlyList<string> ids) =>
        Frame(number, SetAclType, [.. Text(path), .. Number(ids.Count), .. ids.SelectMany(id => (byte[])[.. Number(AllPermissions), .. Text(scheme), .. Text(id)]), .. Number(AnyVersion)]);

    private static byte[] Frame(int number, int type, byte[] body) => [.. Number(8 + body.Length), .. Number(number), .. Number(type), .. body];

    private static byte[] Text(string text) => Buffer(Encoding.UTF8.GetBytes(text));

    private static byte[] Buffer(ReadOnlySpan<byte> bytes) => [.. Number(bytes.Length), .. bytes];

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
