using System.Net.Sockets;
using System.Text;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Health;
using ZkAgent.Resilience;

namespace ZkAgent.Peers;

/// <summary>Asks an agent over HTTP: one GET, one connection, a hard deadline and a bounded answer.</summary>
/// <remarks>HTTP/1.0, which the server ends by closing, needs no more of a client than this; HttpClient would be a sixth of the binary.</remarks>
internal sealed class AgentClient(TimeProvider time)
{
    /// <summary>An agent's answers are a sentence or a few hundred bytes of JSON.</summary>
    private const int LongestAnswer = 64 * 1024;

    private readonly TcpExchange<AgentAnswer> _exchange = new(Pipelines.AgentQuestion(time), time);

    /// <param name="host">A name or address, or <see cref="TcpDial.Loopback"/>.</param>
    /// <param name="port">The agent's port.</param>
    /// <param name="path">What to get.</param>
    /// <param name="deadline">For everything: name, connection, question, answer to its end.</param>
    /// <param name="cancellation">Ends the question early; that, and only that, throws.</param>
    public Task<AgentAnswer> GetAsync(string host, int port, string path, TimeSpan deadline, CancellationToken cancellation) => _exchange.RunAsync(
        host, port, deadline, (socket, stop) => GetAsync(socket, path, stop),
        late: () => new(0, $"did not answer within {Spoken.Duration(deadline)}"),
        broken: trouble => new(0, trouble.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "refused the connection",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "does not resolve",
            _ => $"is out of reach ({trouble.SocketErrorCode})",
        }),
        cancellation);

    private static async Task<AgentAnswer> GetAsync(Socket socket, string path, CancellationToken cancellation)
    {
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.0\r\n\r\n"), cancellation).ConfigureAwait(false);
        return Parse(await ReadToEndAsync(socket, cancellation).ConfigureAwait(false));
    }

    private static async Task<string> ReadToEndAsync(Socket socket, CancellationToken cancellation)
    {
        var buffer = new byte[LongestAnswer];
        var length = 0;
        while (length < buffer.Length && await socket.ReceiveAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false) is > 0 and var read)
            length += read;
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static AgentAnswer Parse(string answer)
    {
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end > 12 && answer.StartsWith("HTTP/1.", StringComparison.Ordinal) && StatusOf(answer.AsSpan(9, 3)) is { } status
            ? new(status, answer[(end + 4)..])
            : new(0, "answered with something else than HTTP");
    }

    private static int? StatusOf(ReadOnlySpan<char> digits) => int.TryParse(digits, out var status) ? status : null;
}
