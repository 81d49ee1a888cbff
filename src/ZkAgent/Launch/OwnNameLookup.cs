using System.Net;
using System.Net.Sockets;
using ZkAgent.Core.Launch;

namespace ZkAgent.Launch;

/// <summary>Looks our own name up, and tries whether one of its addresses is ours.</summary>
internal static class OwnNameLookup
{
    public static async Task<OwnName> LookUpAsync(string host, CancellationToken cancel)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancel);
            if (addresses.Length == 0) return new(host, NameAnswer.NoSuchName);
            return new(host, addresses.Any(IsOurs) ? NameAnswer.Ours : NameAnswer.Foreign, string.Join(" and ", addresses.Select(address => address.ToString())));
        }
        catch (SocketException exception)
        {
            return new(host, exception.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData ? NameAnswer.NoSuchName : NameAnswer.NoAnswer);
        }
    }

    /// <summary>An address is ours if a socket can be bound to it, which is more reliable than a list of interfaces. Port 0 conflicts with no service.</summary>
    public static bool IsOurs(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
