using System.Net;
using System.Net.Sockets;

namespace ZkAgent.Tests.EarlyPath;

/// <summary>A port on loopback on which nobody listens.</summary>
static class ClosedPort
{
    public static int Find()
    {
        using var socket = Bound();
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Bound and not listening: refused for as long as the socket lives.</summary>
    static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
