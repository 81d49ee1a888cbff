using System.Net;
using System.Net.Sockets;
using Polly;
using ZkAgent.Resilience;

namespace ZkAgent.Net;

/// <summary>Connects to the first of a host's addresses that accepts the connection.</summary>
internal sealed class TcpDial(TimeProvider time)
{
    /// <summary>This host's loopback addresses, in the order in which they are tried: without IPv4, ZooKeeper listens on the second.</summary>
    public const string Loopback = "loopback";

    private static readonly IPAddress[] LoopbackAddresses = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    private readonly ResiliencePipeline _address = Pipelines.Address(time);

    /// <summary>Throws <see cref="SocketException"/> if no address accepts the connection.</summary>
    /// <exception cref="Polly.Timeout.TimeoutRejectedException">The most informative failure: an address did not answer in its share of the limit.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, TimeSpan limit, CancellationToken cancellation)
    {
        var addresses = await AddressesAsync(host, cancellation).ConfigureAwait(false);
        Outcome<Socket>? telling = null;
        foreach (var address in addresses)
        {
            var outcome = await _address.TryAsync(limit / addresses.Length, stop => ConnectAsync(new IPEndPoint(address, port), stop), cancellation).ConfigureAwait(false);
            // A server accepted and closed the connection. The refusal of the next address would hide that.
            if (outcome.Exception is null || outcome.Exception is SocketException { SocketErrorCode: var error } && WasTaken(error)) return Take(outcome);
            if (telling is null || IsOurOwnLack(telling.Value.Exception)) telling = outcome;
        }

        return Take(telling!.Value);
    }

    private static Socket Take(Outcome<Socket> outcome)
    {
        outcome.ThrowIfException();
        return outcome.Result!;
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint where, CancellationToken cancellation)
    {
        var socket = new Socket(where.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(where, cancellation).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>True if this host cannot use the address at all, as ::1 without IPv6: that shows nothing about the server.</summary>
    private static bool IsOurOwnLack(Exception? trouble) => trouble is SocketException
    {
        SocketErrorCode: SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported
            or SocketError.NetworkUnreachable or SocketError.HostUnreachable,
    };

    /// <summary>True if a server accepted the connection and closed it.</summary>
    /// <remarks>
    /// At its connection limit ZooKeeper closes so fast that the connect itself fails, half of the time with a broken pipe (Shutdown).
    /// Seen with 3.9.3 and maxClientCnxns=3.
    /// </remarks>
    public static bool WasTaken(SocketError error) =>
        error is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.NotConnected;

    private static async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellation)
    {
        if (host == Loopback) return LoopbackAddresses;
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address)) return [address];
        // The look-up cannot be cancelled (it is getaddrinfo on a pool thread); only the wait for it can.
        try
        {
            var found = await Dns.GetHostAddressesAsync(host, cancellation).WaitAsync(cancellation).ConfigureAwait(false);
            return found.Length > 0 ? found : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (ArgumentException)
        {
            // The name is longer than DNS allows.
            throw new SocketException((int)SocketError.HostNotFound);
        }
    }
}
