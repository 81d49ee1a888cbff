using System.Net;
using System.Net.Sockets;

namespace ZkAgent.Health;

/// <summary>Connects to a host's first address that takes the connection.</summary>
internal static class TcpDial
{
    /// <summary>This host's own addresses, in the order they are tried: ZooKeeper on a machine without IPv4 listens on the second.</summary>
    public const string Loopback = "loopback";

    static readonly IPAddress[] LoopbackAddresses = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    /// <summary>Throws <see cref="SocketException"/> where no address takes it, and OperationCanceledException at the deadline.</summary>
    public static async Task<Socket> ConnectAsync(
        string host, int port, TimeSpan deadline, TimeProvider time, CancellationToken cancellation)
    {
        var addresses = await AddressesAsync(host, cancellation).ConfigureAwait(false);
        for (var i = 0; ; i++)
        {
            var last = i == addresses.Length - 1;
            // One dead address of several must not use up the time of the rest.
            using var share = last ? null : new CancellationTokenSource(deadline / addresses.Length, time);
            using var either = share is null ? null : CancellationTokenSource.CreateLinkedTokenSource(share.Token, cancellation);
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[i], port), either?.Token ?? cancellation).ConfigureAwait(false);
                return socket;
            }
            catch (Exception trouble) when (trouble is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                // The next address would only hide behind its own refusal that somebody was here.
                if (last || cancellation.IsCancellationRequested || trouble is SocketException { SocketErrorCode: var error } && WasTaken(error)) throw;
            }
        }
    }

    /// <summary>Somebody took the connection and broke it off.</summary>
    /// <remarks>
    /// At its limit of connections ZooKeeper closes so fast that already connecting fails, with a broken pipe (Shutdown) half of the
    /// time: seen with 3.9.3 and maxClientCnxns=3.
    /// </remarks>
    public static bool WasTaken(SocketError error) =>
        error is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.NotConnected;

    static async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellation)
    {
        if (host == Loopback) return LoopbackAddresses;
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address)) return [address];
        // The lookup itself cannot be stopped (it is getaddrinfo on a thread of the pool); only the wait for it can.
        var found = await Dns.GetHostAddressesAsync(host, cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        return found.Length > 0 ? found : throw new SocketException((int)SocketError.HostNotFound);
    }
}
