using System.Net;
using System.Net.Sockets;

namespace ZkAgent.Health;

/// <summary>Connects a socket; a refusal is an exception that costs no more than itself.</summary>
/// <remarks>
/// Where a connection is refused at once, as on loopback, the socket's own task writes the stack trace into its exception as text. For
/// the first such text the native runtime makes a table of all its methods, 0.4 MB that are never given back; and ZooKeeper refuses
/// connections whenever it starts.
/// </remarks>
internal static class QuietConnect
{
    /// <summary>Throws <see cref="SocketException"/> where it fails, and OperationCanceledException where it is given up.</summary>
    public static async Task ConnectQuietlyAsync(this Socket socket, IPEndPoint where, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var completed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var connect = new SocketAsyncEventArgs { RemoteEndPoint = where };
        connect.Completed += (_, _) => completed.SetResult();
        if (socket.ConnectAsync(connect))
        {
            using var giveUp = cancellation.UnsafeRegister(static connect => Socket.CancelConnectAsync((SocketAsyncEventArgs)connect!), connect);
            await completed.Task.ConfigureAwait(false);
        }

        if (connect.SocketError == SocketError.OperationAborted) cancellation.ThrowIfCancellationRequested();
        if (connect.SocketError != SocketError.Success) throw new SocketException((int)connect.SocketError);
    }
}
