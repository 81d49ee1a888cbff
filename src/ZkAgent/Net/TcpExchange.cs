using System.Net.Sockets;
using Polly;
using ZkAgent.Resilience;

namespace ZkAgent.Net;

/// <summary>One conversation over one connection of its own, under one hard limit of time. Trouble of the network is a value, never an exception.</summary>
/// <param name="pipeline">Its limit, and whether it is held again; the limit is given with each conversation.</param>
/// <param name="time">The clock.</param>
internal sealed class TcpExchange<T>(ResiliencePipeline pipeline, TimeProvider time)
{
    private readonly TcpDial _dial = new(time);

    /// <param name="host">A name, an address, or <see cref="TcpDial.Loopback"/>.</param>
    /// <param name="port">The port.</param>
    /// <param name="limit">For everything: name, connection, conversation, and another where the pipeline holds one.</param>
    /// <param name="talk">The conversation.</param>
    /// <param name="late">What it comes to when the limit is over.</param>
    /// <param name="broken">What it comes to when the network says no.</param>
    /// <param name="cancellation">Ends it early; that, and only that, throws.</param>
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
