using System.Net;
using System.Net.Sockets;
using ZkAgent.Core.Launch;

namespace ZkAgent.Net;

/// <summary>Tries to bind every port before the launch, so that the log names a port in use; ZooKeeper gives only an exit code.</summary>
internal static class PortCheck
{
    /// <summary>One sentence for each port that cannot be bound.</summary>
    public static IReadOnlyList<string> Problems(IEnumerable<PortClaim> claims) =>
        [.. claims.Select(claim => claim.Problem(Try(claim))).OfType<string>()];

    private static PortState Try(PortClaim claim)
    {
        if (claim.Address is not null)
            // ZooKeeper resolves a host name itself: this check tries addresses only.
            return IPAddress.TryParse(claim.Address, out var address) ? Bind(address, claim.Port) : PortState.Free;
        // On every interface, as Java does: one socket for IPv4 and IPv6 if the machine has both.
        return Socket.OSSupportsIPv6 ? Bind(IPAddress.IPv6Any, claim.Port) : Bind(IPAddress.Any, claim.Port);
    }

    /// <remarks>
    /// The socket is bound and closed and never listens: so it leaves no TIME_WAIT, and no client can connect. The runtime sets SO_REUSEADDR on a
    /// TCP socket that it binds, as Java does: connections of a predecessor in TIME_WAIT do not block it, a listener does.
    /// </remarks>
    private static PortState Bind(IPAddress address, int port)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            socket.Bind(new IPEndPoint(address, port));
            return PortState.Free;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => PortState.InUse,
                SocketError.AccessDenied => PortState.Forbidden,
                SocketError.AddressNotAvailable when address.Equals(IPAddress.IPv6Any) => Bind(IPAddress.Any, port),
                SocketError.AddressNotAvailable => PortState.ForeignAddress,
                // Any other error does not show that the port is in use: ZooKeeper tries for itself.
                _ => PortState.Free,
            };
        }
    }
}
