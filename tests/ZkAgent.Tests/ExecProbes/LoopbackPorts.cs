using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace ZkAgent.Tests.ExecProbes;

/// <summary>Ports of this machine that have no listener.</summary>
internal static class LoopbackPorts
{
    /// <summary>Below the range that Linux takes the ports of outgoing connections from, so that none of them can take the port meanwhile.</summary>
    private const int Lowest = 20_000, Highest = 32_000;

    /// <summary>A port that was free a moment ago, on every address of this machine: a connection to it is refused.</summary>
    public static int FindClosed()
    {
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Any, Random.Shared.Next(Lowest, Highest)));
                return ((IPEndPoint)socket.LocalEndPoint!).Port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another one.
            }
        }
    }

    public static bool IsTaken(int port) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);
}
