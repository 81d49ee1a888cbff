using System.Buffers.Binary;

namespace ZkAgent.Core.Protocol;

/// <summary>What a client sends for a session that only comes and goes: the two frames, ready for the wire.</summary>
/// <remarks>ZooKeeper's own spelling: zookeeper.jute, ConnectRequest and RequestHeader. Integers are big-endian, a frame begins with its length.</remarks>
public static class SessionFrames
{
    private const int PasswordLength = 16;
    private const int CloseSession = -11;

    /// <summary>A ConnectRequest for a new session that may write.</summary>
    /// <param name="timeout">What the session is to live after its last sign of life; the server moves it into its own limits.</param>
    public static byte[] Connect(TimeSpan timeout)
    {
        const int protocol = 4, lastZxidSeen = 8, timeoutAt = protocol + lastZxidSeen, sessionId = 8;
        const int passwordAt = timeoutAt + 4 + sessionId, length = passwordAt + 4 + PasswordLength + 1;
        // Zero is the right value of everything else: a new session, no password yet, read-only not accepted.
        var frame = new byte[4 + length];
        BinaryPrimitives.WriteInt32BigEndian(frame, length);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4 + timeoutAt), (int)timeout.TotalMilliseconds);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4 + passwordAt), PasswordLength);
        return frame;
    }

    /// <summary>The request that ends the session of the connection it comes on.</summary>
    public static byte[] Close()
    {
        const int length = 8;
        var frame = new byte[4 + length];
        BinaryPrimitives.WriteInt32BigEndian(frame, length);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), 1);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(8), CloseSession);
        return frame;
    }
}
