using System.Buffers.Binary;
using System.Text;

namespace ZkAgent.Core.Protocol;

/// <summary>Requests inside a session, ready for the wire: ZooKeeper's zookeeper.jute.</summary>
public static class RequestFrames
{
    private const int GetDataType = 4, GetAclType = 6, SetAclType = 7, SyncType = 9, ReconfigType = 16, AuthType = 100, SaslType = 102;
    private const int AnyVersion = -1, AllPermissions = 31, NoText = -1;

    /// <summary>The number of an authentication by scheme, and of its reply: ClientCnxn.AUTHPACKET_XID.</summary>
    public const int AuthNumber = -4;

    /// <summary>A step of SASL: GetSASLRequest.</summary>
    /// <param name="number">Of the request in its session; the reply has the same.</param>
    /// <param name="token">Empty in the first step.</param>
    public static byte[] Sasl(int number, ReadOnlySpan<byte> token) => Frame(number, SaslType, Buffer(token));

    /// <summary>Asks for the ACL of a node.</summary>
    public static byte[] GetAcl(int number, string path) => Frame(number, GetAclType, Text(path));

    /// <summary>Gives a node an ACL with an entry for each id, all permissions in each.</summary>
    public static byte[] SetAcl(int number, string path, string scheme, IReadOnlyList<string> ids) =>
        Frame(number, SetAclType, [.. Text(path), .. Number(ids.Count), .. ids.SelectMany(id => (byte[])[.. Number(AllPermissions), .. Text(scheme), .. Text(id)]), .. Number(AnyVersion)]);

    /// <summary>Adds an identity to the session: AuthPacket.</summary>
    /// <param name="scheme">Such as <c>digest</c>.</param>
    /// <param name="credentials">For <c>digest</c>: user, colon, password.</param>
    public static byte[] Auth(string scheme, string credentials) => Frame(AuthNumber, AuthType, [.. Number(0), .. Text(scheme), .. Text(credentials)]);

    /// <summary>Lets this server catch up with the leader before the next request of the session: SyncRequest.</summary>
    public static byte[] Sync(int number, string path) => Frame(number, SyncType, Text(path));

    /// <summary>Asks for the data of a node, without a watch: GetDataRequest.</summary>
    public static byte[] GetData(int number, string path) => Frame(number, GetDataType, [.. Text(path), 0]);

    /// <summary>Replaces the whole configuration: ReconfigRequest.</summary>
    /// <param name="number">Of the request in its session.</param>
    /// <param name="members">All servers of the next configuration, <c>server.N=…</c> separated by commas.</param>
    /// <param name="ifVersion">The version of the configuration that it replaces; of any other one ZooKeeper refuses the request.</param>
    public static byte[] Reconfig(int number, string members, long ifVersion)
    {
        var version = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(version, ifVersion);
        // Neither joining nor leaving servers: ZooKeeper takes one way or the other.
        return Frame(number, ReconfigType, [.. Number(NoText), .. Number(NoText), .. Text(members), .. version]);
    }

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
