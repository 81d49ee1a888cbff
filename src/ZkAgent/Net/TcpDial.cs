using System.Net;
using System.Net.Sockets;
using Polly;
using ZkAgent.Resilience;

namespace ZkAgent.Net;

/// <summary>Connects to a host's first address that takes the connection.</summary>
internal sealed class TcpDial(TimeProvider time)
{
    /// <summary>This host's own addresses, in the order they are tried: ZooKeeper on a machine without IPv4 listens on the second.</summary>
    public const string Loopback = "loopback";

    private static readonly IPAddress[] LoopbackAddresses = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    private readonly ResiliencePipeline _address = Pipelines.Address(time);

    /// <summary>Throws <see cref="SocketException"/> where no address takes it.</summary>
    /// <exception cref="Polly.Timeout.TimeoutRejectedException">The address that tells most did not answer in its share of the limit.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, TimeSpan limit, CancellationToken cancellation)
    {
        var addresses = await AddressesAsync(host, cancellation).ConfigureAwait(false);
        Outcome<Socket>? telling = null;
        foreach (var address in addresses)
        {
            var outcome = await _address.TryAsync(limit / addresses.Length, stop => ConnectAsync(new IPEndPoint(address, port), stop), cancellation).ConfigureAwait(false);
            // The next address would only hide behind its own refusal that somebody was here.
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

    /// <summary>This host cannot use the address at all, as ::1 where IPv6 is off: that says nothing of the other side.</summary>
    private static bool IsOurOwnLack(Exception? trouble) => trouble is SocketException
    {
        SocketErrorCode: SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported
            or SocketError.NetworkUnreachable or SocketError.HostUnreachable,
    };

    /// <summary>Somebody took the connection and broke it off.</summary>
    /// <remarks>
    /// At its limit of connections ZooKeeper closes so fast that already connecting fails, with a broken pipe (Shutdown) half of the
    /// time: seen with 3.9.3 and maxClientCnxns=3.
    /// </remarks>
    public static bool WasTaken(SocketError error) =>
        error is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.NotConnected;

    private static async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellation)
    {
        if (host == Loopback) return LoopbackAddresses;
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address)) return [address];
        // The lookup itself cannot be stopped (it is getaddrinfo on a thread of the pool); only the wait for it can.
        try
        {
            var found = await Dns.GetHostAddressesAsync(host, cancellation).WaitAsync(cancellation).ConfigureAwait(false);
            return found.Length > 0 ? found : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (ArgumentException)
        {
            // Longer than a name can be.
            throw new SocketException((int)SocketError.HostNotFound);
        }
    }
}
