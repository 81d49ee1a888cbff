namespace ZkAgent.EarlyPath;

/// <summary>One question and its answer over TCP on 127.0.0.1.</summary>
internal static unsafe class Loopback
{
    /// <summary>For the connection and for the answer. Old manifests give a probe 5 s, and the ordinary commands, which ask again, take 3 s.</summary>
    private const int TimeoutSeconds = 1;

    /// <returns>The length of what came until the other side closed; −1 when it did not close in time, or anything else failed.</returns>
    public static int Ask(int port, ReadOnlySpan<byte> question, byte* answer, int room)
    {
        var socket = Libc.socket(Libc.AF_INET, Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC, 0);
        var address = new Libc.SockAddrIn
        {
            Family = Libc.AF_INET,
            PortInNetworkOrder = (ushort)((port >> 8) | (port << 8)),
            AddressInNetworkOrder = 0x0100007f,
        };
        var limit = new Libc.Timeval { Seconds = TimeoutSeconds };
        var length = -1;
        fixed (byte* bytes = question)
            // The send timeout limits connect too; with MSG_WAITALL the receive timeout is for the whole answer.
            if (Libc.setsockopt(socket, Libc.SOL_SOCKET, Libc.SO_SNDTIMEO, &limit, (uint)sizeof(Libc.Timeval)) == 0
                && Libc.setsockopt(socket, Libc.SOL_SOCKET, Libc.SO_RCVTIMEO, &limit, (uint)sizeof(Libc.Timeval)) == 0
                && Libc.connect(socket, &address, (uint)sizeof(Libc.SockAddrIn)) == 0
                && Libc.send(socket, bytes, question.Length, Libc.MSG_NOSIGNAL) == question.Length)
                length = (int)Libc.recv(socket, answer, room, Libc.MSG_WAITALL);
        byte more;
        var ended = length < room && Libc.recv(socket, &more, 1, Libc.MSG_DONTWAIT) == 0;
        // The ordinary Main may go on in this process for months.
        _ = Libc.close(socket);
        return ended ? length : -1;
    }
}
