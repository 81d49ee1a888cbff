using System.Text;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Membership;

/// <summary>How ZooKeeper knows its super user: by a hash of user and password.</summary>
/// <remarks>DigestAuthenticationProvider.generateDigest.</remarks>
public static class SuperDigest
{
    /// <summary>The name that the agent gives the super user.</summary>
    public const string User = "super";

    /// <param name="identity">User, colon, password.</param>
    /// <param name="hash">The algorithm of the keys.</param>
    /// <returns>User, colon, the hash of the identity in base64.</returns>
    public static string Of(string identity, Func<byte[], byte[]> hash) => $"{UserOf(identity)}:{Convert.ToBase64String(hash(Encoding.UTF8.GetBytes(identity)))}";

    /// <summary>The flag of the JVM that makes it the super user, unless a key of zoo.cfg has another.</summary>
    public static string Flag(string digest) => $"-Dzookeeper.{SuperUserKeys.Digest}={digest}";

    /// <summary>The flag that makes a user of SASL a super user. It is one of several: a superUser of zoo.cfg stays one.</summary>
    /// <remarks>ZooKeeperServer.isSaslSuperUser takes each property whose name begins with zookeeper.superUser and a dot.</remarks>
    public static string SaslFlag(string user) => $"-Dzookeeper.superUser.{user}={user}";

    /// <summary>User, colon, password of the user's own digest with the password of a file.</summary>
    /// <returns>Null where the digest is of another password.</returns>
    public static string? Identity(string ownDigest, string password, Func<byte[], byte[]> hash)
    {
        var identity = $"{UserOf(ownDigest)}:{password}";
        return Of(identity, hash) == ownDigest.Trim() ? identity : null;
    }

    /// <summary>The part before the colon.</summary>
    public static string UserOf(string digest) => digest.Trim().Split(':')[0];
}
