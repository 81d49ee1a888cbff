namespace ZkAgent.EarlyPath;

/// <summary>One question and its answer over TCP on 127.0.0.1, within one deadline.</summary>
internal static unsafe class LoopbackExchange
{
    /// <summary>
    /// The old probe gave up after 5 s. Half of that is spent here, and the other half is left for the ordinary Main, which asks
    /// a second time: a server that pauses for less than both together still passes.
    /// </summary>
    private const long DeadlineMilliseconds = 2000;

    private const uint LoopbackInNetworkOrder = 0x0100007f;

    /// <summary>
    /// Sends the question, then reads until <paramref name="enough"/> bytes are there or the other side closes.
    /// Returns the number of bytes read, or −1 when anything at all went wrong.
    /// </summary>
    public static int Ask(int port, ReadOnlySpan<byte> question, byte* answer, int capacity, int enough)
    {
        var deadline = Clock.Milliseconds() + DeadlineMilliseconds;
        var socket = Libc.socket(Libc.AF_INET, Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC, 0);
        if (socket < 0)
            return -1;
        var length = Connect(socket, port, deadline) && Send(socket, question)
            ? ReadAnswer(socket, answer, capacity, enough, deadline)
            : -1;
        // The ordinary Main may go on in this process for months.
        _ = Libc.close(socket);
        return length;
    }

    private static bool Connect(int socket, int port, long deadline)
    {
        var address = new Libc.SockAddrIn
        {
            Family = Libc.AF_INET,
            PortInNetworkOrder = (ushort)((port >> 8) | (port << 8)),
            AddressInNetworkOrder = LoopbackInNetworkOrder,
        };
        // The send timeout bounds connect too: a full backlog would otherwise hold us for two minutes.
        return LimitWait(socket, Libc.SO_SNDTIMEO, deadline)
            && Libc.connect(socket, &address, (uint)sizeof(Libc.SockAddrIn)) == 0;
    }

    private static bool Send(int socket, ReadOnlySpan<byte> question)
    {
        fixed (byte* bytes = question)
            return Libc.send(socket, bytes, question.Length, Libc.MSG_NOSIGNAL) == question.Length;
    }

    private static int ReadAnswer(int socket, byte* answer, int capacity, int enough, long deadline)
    {
        var length = 0;
        while (length < enough)
        {
            // Set anew for each read, or a server that sends a byte a second would never run into it.
            if (!LimitWait(socket, Libc.SO_RCVTIMEO, deadline))
                return -1;
            var read = Libc.recv(socket, answer + length, capacity - length, 0);
            if (read < 0)
                return -1;
            if (read == 0)
                break;
            length += (int)read;
        }
        return length;
    }

    private static bool LimitWait(int socket, int option, long deadline)
    {
        var left = deadline - Clock.Milliseconds();
        // A timeout of zero means "for ever" to the kernel.
        if (left <= 0)
            return false;
        var time = new Libc.Time { Seconds = left / 1000, Rest = left % 1000 * 1000 };
        return Libc.setsockopt(socket, Libc.SOL_SOCKET, option, &time, (uint)sizeof(Libc.Time)) == 0;
    }
}
