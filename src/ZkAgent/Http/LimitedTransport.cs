using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace ZkAgent.Http;

/// <summary>Kestrel's sockets with the limits on connections: one beyond them is reset before anything is allocated for it.</summary>
/// <remarks>As connection middleware the limits came after that: a thousand clients that connect at once cost 10 MB until the next collection.</remarks>
internal sealed class LimitedTransport(SocketTransportOptions options, ConnectionLimits limits, ILogger log) : IConnectionListenerFactory
{
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        Socket? socket = null;
        try
        {
            socket = options.CreateBoundListenSocket(endpoint);
            socket.Listen(options.Backlog);
            var listener = new Listener(socket, new(new(), log), limits);
            socket = null;
            return ValueTask.FromResult<IConnectionListener>(listener);
        }
        // Kestrel tries IPv4 alone after any other exception.
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new AddressInUseException(e.Message, e);
        }
        finally
        {
            socket?.Dispose();
        }
    }

    private sealed class Listener(Socket socket, SocketConnectionContextFactory connections, ConnectionLimits limits) : IConnectionListener
    {
        public EndPoint EndPoint { get; } = socket.LocalEndPoint!;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (true)
            {
                Socket accepted;
                try
                {
                    accepted = await socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (e is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
                {
                    return null;
                }
                catch (SocketException)
                {
                    // The client went away before it was accepted.
                    continue;
                }
                if (Admit(accepted) is { } connection) return connection;
            }
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            socket.Dispose();
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            socket.Dispose();
            connections.Dispose();
            return ValueTask.CompletedTask;
        }

        /// <summary>Takes a connection within the limits; resets any other.</summary>
        private ConnectionContext? Admit(Socket accepted)
        {
            var address = (accepted.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
            if (!limits.TryEnter(address))
            {
                accepted.LingerState = new(enable: true, seconds: 0);
                accepted.Dispose();
                return null;
            }
            accepted.NoDelay = true;
            var connection = connections.Create(accepted);
            connection.ConnectionClosed.UnsafeRegister(_ => limits.Leave(address), null);
            return connection;
        }
    }
}
