using System.Text;

namespace ZkAgent.Core.Protocol;

/// <summary>Computes a client's part of DIGEST-MD5 (RFC 2831) with qop=auth, which is the one that ZooKeeper offers.</summary>
/// <param name="user">The user.</param>
/// <param name="password">The password in plain text.</param>
/// <param name="digestUri">Service and host: <c>zookeeper/zk-sasl-md5</c>.</param>
/// <param name="md5">The hash, which the core does not have.</param>
public sealed class DigestMd5(string user, string password, string digestUri, Func<byte[], byte[]> md5)
{
    /// <summary>What ZooKeeper's server has for service and host (SaslUtils, ZooKeeperSaslServer); the realm is in its challenge.</summary>
    public const string ZooKeeperUri = "zookeeper/zk-sasl-md5";

    private const string Count = "00000001", Protection = "auth";

    /// <summary>The answer to a challenge.</summary>
    /// <param name="challenge">The server's challenge, which has a nonce.</param>
    /// <param name="clientNonce">Random text of this exchange.</param>
    public byte[] Respond(DigestChallenge challenge, string clientNonce)
    {
        var response = Digest(challenge, clientNonce, "AUTHENTICATE:");
        var charset = challenge.TakesUtf8 ? "charset=utf-8," : "";
        return Encoding.UTF8.GetBytes($"{charset}username={Quote(user)},realm={Quote(challenge.Realm)},nonce={Quote(challenge.Nonce!)},nc={Count},cnonce={Quote(clientNonce)},digest-uri={Quote(digestUri)},maxbuf=65536,response={response},qop={Protection}");
    }

    /// <summary>What a server that knows the password answers as rspauth.</summary>
    public string ExpectedProof(DigestChallenge challenge, string clientNonce) => Digest(challenge, clientNonce, ":");

    private string Digest(DigestChallenge challenge, string clientNonce, string method)
    {
        byte[] secret = md5([.. Hashed(user), (byte)':', .. Hashed(challenge.Realm), (byte)':', .. Hashed(password)]);
        var first = Hex(md5([.. secret, .. Encoding.UTF8.GetBytes($":{challenge.Nonce}:{clientNonce}")]));
        var second = Hex(md5(Encoding.UTF8.GetBytes(method + digestUri)));
        return Hex(md5(Encoding.UTF8.GetBytes($"{first}:{challenge.Nonce}:{Count}:{clientNonce}:{Protection}:{second}")));
    }

    /// <summary>Text that ISO 8859-1 can express is hashed in it, other text in UTF-8 (RFC 2831, 2.1.2.1).</summary>
    private static byte[] Hashed(string text) => text.All(c => c <= '\u00ff') ? Encoding.Latin1.GetBytes(text) : Encoding.UTF8.GetBytes(text);

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
