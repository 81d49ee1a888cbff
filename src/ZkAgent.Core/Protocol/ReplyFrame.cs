using System.Buffers.Binary;

namespace ZkAgent.Core.Protocol;

/// <summary>A server's reply to a request in a session.</summary>
/// <param name="Number">Of the request; −1 for a watch.</param>
/// <param name="Error">0, or ZooKeeper's code.</param>
/// <param name="Body">What follows the header.</param>
public sealed record ReplyFrame(int Number, int Error, ReadOnlyMemory<byte> Body)
{
    public const int NoAuth = -102, AuthFailed = -115;

    private const int HeaderLength = 16;

    /// <param name="frame">The answer without its length.</param>
    /// <returns>Null where it is too short.</returns>
    public static ReplyFrame? Parse(ReadOnlyMemory<byte> frame) => frame.Length < HeaderLength ? null
        : new(BinaryPrimitives.ReadInt32BigEndian(frame.Span), BinaryPrimitives.ReadInt32BigEndian(frame.Span[12..]), frame[HeaderLength..]);

    /// <summary>The token of a SetSASLResponse, or the data of a GetDataResponse; empty where the server sent none.</summary>
    public ReadOnlyMemory<byte> Buffer
    {
        get
        {
            if (Body.Length < 4) return default;
            var length = BinaryPrimitives.ReadInt32BigEndian(Body.Span);
            return length <= 0 || length > Body.Length - 4 ? default : Body.Slice(4, length);
        }
    }

    /// <summary>True where the ACL of a GetACLResponse is the one that every node begins with: all permissions for everyone.</summary>
    public bool IsOpenAcl => Body.Span.StartsWith(OpenAcl);

    private static readonly byte[] OpenAcl = [0, 0, 0, 1, 0, 0, 0, 31, 0, 0, 0, 5, .. "world"u8, 0, 0, 0, 6, .. "anyone"u8];
}
