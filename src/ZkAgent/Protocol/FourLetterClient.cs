using System.Buffers;
using System.Net.Sockets;
using System.Text;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Text;
using ZkAgent.Net;
using ZkAgent.Resilience;

namespace ZkAgent.Protocol;

/// <summary>Sends one four-letter word and returns the outcome. A network failure is a value, never an exception.</summary>
internal sealed class FourLetterClient(TimeProvider time)
{
    /// <summary>In bytes. The longest valid answer, an mntr with a few hundred labelled sets, is well under a tenth of this.</summary>
    public const int LongestAnswer = 1 << 20;

    private const int FirstBuffer = 32 * 1024;

    private readonly TcpExchange<FourLetterAnswer> _exchange = new(Pipelines.FourLetterWord(time), time);

    /// <param name="host">A name, an IPv4 address, or an IPv6 address with or without brackets.</param>
    /// <param name="port">The client port.</param>
    /// <param name="word">Four letters.</param>
    /// <param name="deadline">For everything: name, connection, question, whole answer, and the retry if the connection was closed without an answer.</param>
    /// <param name="cancellation">Ends the question early; only this throws.</param>
    public Task<FourLetterAnswer> AskAsync(string host, int port, string word, TimeSpan deadline, CancellationToken cancellation) => _exchange.RunAsync(
        host, port, deadline, (socket, stop) => AskAsync(socket, word, stop),
        late: () => FourLetterAnswer.Without(AnswerKind.TimedOut, $"no answer within {DurationFormat.Duration(deadline)}"),
        broken: trouble => FourLetterAnswer.Without(Kind(trouble.SocketErrorCode), Reason(trouble)),
        cancellation);

    private static async Task<FourLetterAnswer> AskAsync(Socket socket, string word, CancellationToken cancellation)
    {
        await socket.SendAsync(Encoding.ASCII.GetBytes(word), cancellation).ConfigureAwait(false);
        // No shutdown of our side: ZooKeeper may see the end before it writes, and then writes nothing.
        return await ReadToEndAsync(socket, word, cancellation).ConfigureAwait(false);
    }

    private static async Task<FourLetterAnswer> ReadToEndAsync(Socket socket, string word, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var length = 0;
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
                if (read == 0) return FourLetterAnswer.OfText(word, Encoding.UTF8.GetString(buffer, 0, length));
                length += read;
                if (length > LongestAnswer)
                    return FourLetterAnswer.Without(AnswerKind.TooLong, $"more than {LongestAnswer >> 20} MiB: not ZooKeeper's answer");
                if (length == buffer.Length) buffer = PooledBuffer.Grow(buffer);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static AnswerKind Kind(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => AnswerKind.Refused,
        _ when TcpDial.WasTaken(error) => AnswerKind.Reset,
        SocketError.TimedOut => AnswerKind.TimedOut,
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => AnswerKind.Unresolved,
        _ => AnswerKind.Unreachable,
    };

    /// <summary>A network failure as a phrase, short enough for a table cell.</summary>
    internal static string Reason(SocketException trouble) => Kind(trouble.SocketErrorCode) switch
    {
        AnswerKind.Refused => "connection refused",
        AnswerKind.Reset => "connection reset before the end of the answer",
        AnswerKind.TimedOut => "connection timed out",
        AnswerKind.Unresolved => "name does not resolve",
        _ => trouble.SocketErrorCode switch
        {
            SocketError.HostUnreachable or SocketError.NetworkUnreachable => "no route",
            SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable => "this host has no address of that family",
            var other => other.ToString(),
        },
    };
}
