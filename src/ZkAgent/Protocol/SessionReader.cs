using System.Buffers.Binary;
using System.Net.Sockets;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Protocol;

/// <summary>Reads the frames that ZooKeeper sends in a session.</summary>
internal static class SessionReader
{
    /// <param name="socket">The session's connection.</param>
    /// <param name="what">What it answers, for the sentence: <c>open a session</c>.</param>
    /// <param name="cancellation">Ends it early and throws.</param>
    /// <param name="longest">The longest frame that is taken, in bytes.</param>
    /// <returns>The frame without its length, or why there is none.</returns>
    public static async Task<(byte[] Frame, string? Problem)> ReadFrameAsync(
        Socket socket, string what, CancellationToken cancellation, int longest = SessionAnswer.LongestFrame)
    {
        var head = new byte[4];
        var got = await FillAsync(socket, head, cancellation).ConfigureAwait(false);
        if (got == 0) return ([], $"cannot {what}: closed without an answer; it does not serve, or the limit of client connections (maxClientCnxns) is reached");
        if (got < head.Length) return ([], $"cannot {what}: closed after {got} bytes of the answer");
        var length = BinaryPrimitives.ReadInt32BigEndian(head);
        if (length <= 0 || length > longest) return ([], $"cannot {what}: an answer of {length} bytes is not ZooKeeper's");
        var frame = new byte[length];
        got = await FillAsync(socket, frame, cancellation).ConfigureAwait(false);
        return got == length ? (frame, null) : ([], $"cannot {what}: closed after {got} of {length} bytes of the answer");
    }

    /// <returns>The number of bytes read; less than requested only if the other side closed.</returns>
    private static async Task<int> FillAsync(Socket socket, Memory<byte> buffer, CancellationToken cancellation)
    {
        for (var got = 0; got < buffer.Length;)
        {
            var read = await socket.ReceiveAsync(buffer[got..], cancellation).ConfigureAwait(false);
            if (read == 0) return got;
            got += read;
        }

        return buffer.Length;
    }
}
