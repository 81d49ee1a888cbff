using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace ZkAgent.Tests.EarlyPath;

/// <summary>Which ports of this machine nobody listens on.</summary>
internal static class LoopbackPorts
{
    /// <summary>A port that was free a moment ago: a connection to it is refused.</summary>
    public static int FindClosed()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public static bool IsTaken(int port) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);
}
