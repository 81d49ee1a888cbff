using System.Buffers.Binary;
using System.Net.Sockets;
using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Text;
using ZkAgent.Net;
using ZkAgent.Resilience;

namespace ZkAgent.Protocol;

/// <summary>Opens one session and closes it. A network failure is a value, never an exception.</summary>
internal sealed class SessionClient(TimeProvider time)
{
    /// <summary>The requested session timeout: if the close request is lost, the session expires soon.</summary>
    private static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(4);

    private readonly TcpExchange<string?> _exchange = new(Pipelines.SessionCheck(time), time);

    /// <param name="host">A name, an IPv4 address, or an IPv6 address with or without brackets.</param>
    /// <param name="port">The client port.</param>
    /// <param name="deadline">For everything: connection, opening, closing.</param>
    /// <param name="cancellation">Ends the check early; only this throws.</param>
    public async Task<SessionCheck> CheckAsync(string host, int port, TimeSpan deadline, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var problem = await ProblemAsync(host, port, deadline, cancellation).ConfigureAwait(false);
        return new SessionCheck(problem, time.GetUtcNow(), time.GetElapsedTime(began));
    }

    private Task<string?> ProblemAsync(string host, int port, TimeSpan deadline, CancellationToken cancellation)
    {
        var open = false;
        return _exchange.RunAsync(host, port, deadline, OpenAndCloseAsync,
            late: () => $"cannot {(open ? "close" : "open")} a session: no answer within {DurationFormat.Duration(deadline)}",
            // The whole ensemble opened the session. After that only a missing answer is a failure, not a refusal that requires SASL.
            broken: trouble => open ? null : $"cannot open a session: {FourLetterClient.Reason(trouble)}",
            cancellation);

        async Task<string?> OpenAndCloseAsync(Socket socket, CancellationToken stop)
        {
            await socket.SendAsync(SessionFrames.Connect(SessionTimeout), stop).ConfigureAwait(false);
            var (frame, problem) = await ReadFrameAsync(socket, stop).ConfigureAwait(false);
            problem ??= SessionAnswer.Problem(frame);
            if (problem is not null) return problem;

            open = true;
            await socket.SendAsync(SessionFrames.Close(), stop).ConfigureAwait(false);
            _ = await ReadFrameAsync(socket, stop).ConfigureAwait(false);
            return null;
        }
    }

    private static async Task<(byte[] Frame, string? Problem)> ReadFrameAsync(Socket socket, CancellationToken cancellation)
    {
        var head = new byte[4];
        var got = await FillAsync(socket, head, cancellation).ConfigureAwait(false);
        if (got == 0) return ([], "cannot open a session: closed without an answer; it does not serve, or the limit of client connections (maxClientCnxns) is reached");
        if (got < head.Length) return ([], $"cannot open a session: closed after {got} bytes of the answer");
        var length = BinaryPrimitives.ReadInt32BigEndian(head);
        if (length is <= 0 or > SessionAnswer.LongestFrame) return ([], $"cannot open a session: an answer of {length} bytes is not ZooKeeper's");
        var frame = new byte[length];
        got = await FillAsync(socket, frame, cancellation).ConfigureAwait(false);
        return got == length ? (frame, null) : ([], $"cannot open a session: closed after {got} of {length} bytes of the answer");
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
