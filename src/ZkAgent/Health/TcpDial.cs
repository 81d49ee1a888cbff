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
        SocketException? before = null;
        for (var i = 0; ; i++)
        {
            var last = i == addresses.Length - 1;
            // One dead address of several must not use up the time of the rest.
            using var share = last ? null : new CancellationTokenSource(deadline / addresses.Length, time);
            using var either = share is null ? null : CancellationTokenSource.CreateLinkedTokenSource(share.Token, cancellation);
            Socket? socket = null;
            try
            {
                socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(new IPEndPoint(addresses[i], port), either?.Token ?? cancellation).ConfigureAwait(false);
                return socket;
            }
            catch (Exception trouble) when (trouble is SocketException or OperationCanceledException)
            {
                socket?.Dispose();
                var now = trouble as SocketException;
                if (last && before is not null && now is not null) throw MoreTelling(before, now);
                if (last || cancellation.IsCancellationRequested) throw;
                before = now is not null && before is not null ? MoreTelling(before, now) : now ?? before;
            }
        }
    }

    /// <summary>
    /// Of two addresses' troubles the one that says something of the server. A container without IPv6 has no ::1: that nobody
    /// listens on 127.0.0.1 is the reason then, not that the other can't be dialled.
    /// </summary>
    internal static SocketException MoreTelling(SocketException earlier, SocketException later) =>
        later.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported or SocketError.NetworkUnreachable
            ? earlier
            : later;

    static async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellation)
    {
        if (host == Loopback) return LoopbackAddresses;
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address)) return [address];
        // The lookup itself cannot be stopped (it is getaddrinfo on a thread of the pool); only the wait for it can.
        var found = await Dns.GetHostAddressesAsync(host, cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        return found.Length > 0 ? found : throw new SocketException((int)SocketError.HostNotFound);
    }
}
