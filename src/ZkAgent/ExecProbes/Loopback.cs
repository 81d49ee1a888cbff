using ZkAgent.Native;

namespace ZkAgent.ExecProbes;

/// <summary>One question and its answer over TCP on 127.0.0.1.</summary>
internal static unsafe class Loopback
{
    /// <summary>For the connection and for the answer. Old manifests give a probe 5 s, and the ordinary commands, which ask again, take 3 s.</summary>
    private const int TimeoutSeconds = 1;

    /// <returns>The length of what came until the other side closed; −1 when it did not close in time, or anything else failed.</returns>
    public static int Ask(int port, ReadOnlySpan<byte> question, byte* answer, int room)
    {
        var socket = EarlyLibC.socket(EarlyLibC.AF_INET, EarlyLibC.SOCK_STREAM | EarlyLibC.SOCK_CLOEXEC, 0);
        var address = new EarlyLibC.SockAddrIn
        {
            Family = EarlyLibC.AF_INET,
            PortInNetworkOrder = (ushort)((port >> 8) | (port << 8)),
            AddressInNetworkOrder = 0x0100007f,
        };
        var limit = new EarlyLibC.Timeval { Seconds = TimeoutSeconds };
        var length = -1;
        fixed (byte* bytes = question)
            // The send timeout limits connect too; with MSG_WAITALL the receive timeout is for the whole answer.
            if (EarlyLibC.setsockopt(socket, EarlyLibC.SOL_SOCKET, EarlyLibC.SO_SNDTIMEO, &limit, (uint)sizeof(EarlyLibC.Timeval)) == 0
                && EarlyLibC.setsockopt(socket, EarlyLibC.SOL_SOCKET, EarlyLibC.SO_RCVTIMEO, &limit, (uint)sizeof(EarlyLibC.Timeval)) == 0
                && EarlyLibC.connect(socket, &address, (uint)sizeof(EarlyLibC.SockAddrIn)) == 0
                && EarlyLibC.send(socket, bytes, question.Length, EarlyLibC.MSG_NOSIGNAL) == question.Length)
                length = (int)EarlyLibC.recv(socket, answer, room, EarlyLibC.MSG_WAITALL);
        byte more;
        var ended = length < room && EarlyLibC.recv(socket, &more, 1, EarlyLibC.MSG_DONTWAIT) == 0;
        // The ordinary Main may go on in this process for months.
        _ = EarlyLibC.close(socket);
        return ended ? length : -1;
    }
}
