using System.Net.Sockets;
using Polly;
using ZkAgent.Resilience;

namespace ZkAgent.Net;

/// <summary>One exchange over one connection, within one hard time limit. A network failure is a value, never an exception.</summary>
/// <param name="pipeline">Limits the exchange and may retry it; each exchange passes the limit.</param>
internal sealed class TcpExchange<T>(ResiliencePipeline pipeline, TimeProvider time)
{
    private readonly TcpDial _dial = new(time);

    /// <param name="host">A name, an address, or <see cref="TcpDial.Loopback"/>.</param>
    /// <param name="limit">For everything: name, connection, exchange, and the retry if the pipeline makes one.</param>
    /// <param name="talk">The exchange over the open connection.</param>
    /// <param name="late">Makes the result if the limit is exceeded.</param>
    /// <param name="broken">Makes the result if the network fails.</param>
    /// <param name="cancellation">Ends the exchange early; only this throws.</param>
    public async Task<T> RunAsync(
        string host, int port, TimeSpan limit, Func<Socket, CancellationToken, Task<T>> talk,
        Func<T> late, Func<SocketException, T> broken, CancellationToken cancellation)
    {
        var outcome = await pipeline.TryAsync(limit, AttemptAsync, cancellation).ConfigureAwait(false);
        if (outcome.IsTimeout()) return late();
        outcome.ThrowIfException();
        return outcome.Result!;

        async Task<T> AttemptAsync(CancellationToken stop)
        {
            try
            {
                using var socket = await _dial.ConnectAsync(host, port, limit, stop).ConfigureAwait(false);
                return await talk(socket, stop).ConfigureAwait(false);
            }
            catch (SocketException trouble)
            {
                return broken(trouble);
            }
        }
    }
}
