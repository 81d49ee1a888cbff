using System.Buffers.Binary;

namespace ZkAgent.Core.Protocol;

/// <summary>Decides whether a server's answer to a ConnectRequest is a session.</summary>
public static class SessionAnswer
{
    /// <summary>An honest answer has 36 or 37 bytes, a reply to closeSession 16; what asks for more than this is not ZooKeeper.</summary>
    public const int LongestFrame = 1024;

    /// <summary>A configuration of 254 servers has less than 100 KiB; ZooKeeper itself takes no longer request or node (jute.maxbuffer).</summary>
    public const int LongestData = 1 << 20;

    private const int SessionIdAt = 8, ShortestAnswer = 16, ReadOnlyAt = 36;

    /// <summary>The session's id.</summary>
    /// <param name="frame">An answer that grants a session.</param>
    public static long Session(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadInt64BigEndian(frame[SessionIdAt..]);

    /// <param name="frame">The answer without its length.</param>
    /// <returns>Null where it grants a session, else why it does not.</returns>
    public static string? Problem(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < ShortestAnswer) return $"cannot read the answer to a ConnectRequest: it has {frame.Length} bytes, a session's has more";
        if (BinaryPrimitives.ReadInt64BigEndian(frame[SessionIdAt..]) == 0) return "cannot open a session: ZooKeeper answers with session id 0";
        // Servers before 3.4 say nothing of it; a server without a quorum may grant such a session although it was not asked for one.
        return frame.Length > ReadOnlyAt && frame[ReadOnlyAt] != 0 ? "cannot open a session that may write: ZooKeeper grants a read-only one" : null;
    }
}
