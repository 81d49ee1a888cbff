using System.Net.Sockets;

namespace ZkAgent.Health;

/// <summary>One conversation over one connection of its own, under one hard deadline. Trouble of the network is a value, never an exception.</summary>
internal sealed class TcpExchange(TimeProvider time)
{
    /// <param name="host">A name, an address, or <see cref="TcpDial.Loopback"/>.</param>
    /// <param name="port">The port.</param>
    /// <param name="deadline">For everything: name, connection, conversation.</param>
    /// <param name="talk">The conversation.</param>
    /// <param name="late">What it comes to at the deadline.</param>
    /// <param name="broken">What it comes to when the network says no.</param>
    /// <param name="cancellation">Ends it early; that, and only that, throws.</param>
    public async Task<T> RunAsync<T>(
        string host, int port, TimeSpan deadline, Func<Socket, CancellationToken, Task<T>> talk,
        Func<T> late, Func<SocketException, T> broken, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            using var socket = await TcpDial.ConnectAsync(host, port, deadline, time, either.Token).ConfigureAwait(false);
            return await talk(socket, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return late();
        }
        catch (SocketException trouble)
        {
            return broken(trouble);
        }
    }
}
