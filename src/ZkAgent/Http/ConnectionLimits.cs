using System.Net;

namespace ZkAgent.Http;

/// <summary>Counts connections, so that no client can use up the places of all others.</summary>
/// <remarks>
/// Kestrel's own MaxConcurrentConnections knows no addresses, and counts connections that are being reset: a thousand from one address
/// would keep a probe out for that moment.
/// </remarks>
/// <param name="perAddress">How many connections one address may have at a time.</param>
/// <param name="total">How many there may be at a time.</param>
internal sealed class ConnectionLimits(int perAddress, int total)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _served = [];
    private int _all;

    /// <summary>Counts a connection; false where its address, or all together, have as many as they may.</summary>
    public bool TryEnter(IPAddress remote)
    {
        var address = Plain(remote);
        lock (_lock)
        {
            var served = _served.GetValueOrDefault(address);
            if (served >= perAddress || _all >= total) return false;
            _served[address] = served + 1;
            _all++;
            return true;
        }
    }

    /// <summary>Forgets a connection that ended.</summary>
    public void Leave(IPAddress remote)
    {
        var address = Plain(remote);
        lock (_lock)
        {
            _all--;
            // An address without connections is forgotten: the table must not grow with every pod that ever connected.
            if (--_served[address] is var left and > 0) _served[address] = left;
            else _served.Remove(address);
        }
    }

    /// <summary>A listener for both families shows an IPv4 client as ::ffff:10.0.0.1.</summary>
    private static IPAddress Plain(IPAddress remote) => remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote;
}
