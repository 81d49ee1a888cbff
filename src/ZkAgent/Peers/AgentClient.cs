using System.Buffers;
using System.Net.Sockets;
using System.Text;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Text;
using ZkAgent.Machine;
using ZkAgent.Net;
using ZkAgent.Resilience;

namespace ZkAgent.Peers;

/// <summary>Asks an agent over HTTP: one GET, one connection, a hard deadline and a bounded answer. A network failure is a value, never an exception.</summary>
internal sealed class AgentClient(TimeProvider time)
{
    private const int FirstBuffer = 4 * 1024;

    private readonly TcpExchange<AgentAnswer> _exchange = new(Pipelines.AgentQuestion(time), time);

    /// <param name="host">A name or address, or <see cref="TcpDial.Loopback"/>.</param>
    /// <param name="port">The agent's port.</param>
    /// <param name="path">What to get.</param>
    /// <param name="deadline">For everything: name, connection, question, answer to its end.</param>
    /// <param name="cancellation">Ends the question early; only this throws.</param>
    public Task<AgentAnswer> GetAsync(string host, int port, string path, TimeSpan deadline, CancellationToken cancellation) => _exchange.RunAsync(
        host, port, deadline, (socket, stop) => GetAsync(socket, Request(host, port, path), stop),
        late: () => AgentAnswer.None($"did not answer within {DurationFormat.Duration(deadline)}") with { Dropped = true },
        broken: Broken,
        cancellation);

    /// <remarks>HTTP/1.1 with Host: a proxy between two members refuses anything older. The connection is closed after the answer.</remarks>
    internal static byte[] Request(string host, int port, string path) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {(host == TcpDial.Loopback ? "localhost" : host.Contains(':', StringComparison.Ordinal) ? $"[{host.Trim('[', ']')}]" : host)}:{port}\r\n"
        + $"User-Agent: zkagent/{AgentVersion.Text}\r\nAccept: */*\r\nConnection: close\r\n\r\n");

    private static async Task<AgentAnswer> GetAsync(Socket socket, byte[] request, CancellationToken cancellation)
    {
        await socket.SendAsync(request, cancellation).ConfigureAwait(false);
        var reader = new HttpAnswerReader();
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            for (var length = 0; ;)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
                length += read;
                if (reader.Read(buffer.AsSpan(0, length), ended: read == 0) is { } answer) return answer;
                if (length == buffer.Length) buffer = PooledBuffer.Grow(buffer);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static AgentAnswer Broken(SocketException trouble) => trouble.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => AgentAnswer.None("refused the connection"),
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => AgentAnswer.None("does not resolve"),
        SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable => AgentAnswer.None($"is out of reach ({trouble.SocketErrorCode})") with { Dropped = true },
        _ => AgentAnswer.None($"is out of reach ({trouble.SocketErrorCode})"),
    };
}
