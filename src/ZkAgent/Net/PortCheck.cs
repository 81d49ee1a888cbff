using System.Net;
using System.Net.Sockets;
using ZkAgent.Core.Launch;

namespace ZkAgent.Net;

/// <summary>Tries every port before the launch, so that one in use is told by name instead of by ZooKeeper's exit code.</summary>
internal static class PortCheck
{
    /// <summary>One sentence per port that cannot be had.</summary>
    public static IReadOnlyList<string> Problems(IEnumerable<PortClaim> claims) =>
        [.. claims.Select(claim => claim.Problem(Try(claim))).OfType<string>()];

    private static PortState Try(PortClaim claim)
    {
        if (claim.Address is not null)
            // A name is left to ZooKeeper: what it resolves to is not this check's business.
            return IPAddress.TryParse(claim.Address, out var address) ? Bind(address, claim.Port) : PortState.Free;
        // On every interface, as Java does: one socket for both families where there are both.
        return Socket.OSSupportsIPv6 ? Bind(IPAddress.IPv6Any, claim.Port) : Bind(IPAddress.Any, claim.Port);
    }

    /// <remarks>
    /// Bound and closed, never listening: so it leaves no TIME_WAIT, and nobody can connect to it. The runtime sets SO_REUSEADDR on a
    /// TCP socket that it binds, as Java does, so connections of a predecessor in TIME_WAIT are not in the way, a listener is.
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
                // Anything else is no statement about the port: ZooKeeper is to try for itself.
                _ => PortState.Free,
            };
        }
    }
}
