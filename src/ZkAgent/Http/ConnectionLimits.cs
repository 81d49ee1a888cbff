using System.Net;
using Microsoft.AspNetCore.Connections;

namespace ZkAgent.Http;

/// <summary>Kestrel connection middleware: resets connections beyond the limits, so that no client can use up the places of all others.</summary>
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

    /// <summary>Serves the connection to its end, or resets it at once.</summary>
    /// <param name="connection">An accepted connection.</param>
    /// <param name="next">What serves it.</param>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var address = AddressOf(connection);
        if (!TryEnter(address))
        {
            connection.Abort();
            return;
        }

        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            Leave(address);
        }
    }

    /// <summary>A listener for both families shows an IPv4 client as ::ffff:10.0.0.1.</summary>
    private static IPAddress AddressOf(ConnectionContext connection) =>
        (connection.RemoteEndPoint as IPEndPoint)?.Address is not { } remote ? IPAddress.None : remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote;

    private bool TryEnter(IPAddress address)
    {
        lock (_lock)
        {
            var served = _served.GetValueOrDefault(address);
            if (served >= perAddress || _all >= total) return false;
            _served[address] = served + 1;
            _all++;
            return true;
        }
    }

    private void Leave(IPAddress address)
    {
        lock (_lock)
        {
            _all--;
            // An address without connections is forgotten: the table must not grow with every pod that ever connected.
            if (--_served[address] is var left and > 0) _served[address] = left;
            else _served.Remove(address);
        }
    }
}
