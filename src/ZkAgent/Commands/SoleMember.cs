using System.Net;
using System.Net.Sockets;
using ZkAgent.Core.Discovery;
using ZkAgent.Core.Settings;

namespace ZkAgent.Commands;

/// <summary>An ensemble of one that holds elections: a single run of it loads what a member of any ensemble loads, but for a follower's few classes.</summary>
internal static class SoleMember
{
    public const string HostName = "zk-0";

    /// <summary>The plan for one that keeps everything in a directory and listens on loopback, on ports that are free.</summary>
    public static AgentPlan In(string directory)
    {
        var ports = ThreeFreePorts();
        var settings = new Dictionary<string, string>
        {
            [SettingCatalog.Servers.Name] = $"server.1=127.0.0.1:{ports[0]}:{ports[1]};127.0.0.1:{ports[2]}",
            [SettingCatalog.StandaloneEnabled.Name] = "false",
            [SettingCatalog.HeapSize.Name] = "256M",
            [SettingCatalog.DataDir.Name] = directory + "/data",
            [SettingCatalog.DataLogDir.Name] = directory + "/log",
            [SettingCatalog.LogDir.Name] = directory + "/logs",
            [SettingCatalog.ConfDir.Name] = directory + "/conf",
        };
        return AgentPlan.Make(new(new Dictionary<string, string>(), settings), new HostFacts(HostName, "", ""), memoryLimit: null, member: true);
    }

    /// <summary>Ports that nothing listens on, all held at once so that they differ.</summary>
    private static int[] ThreeFreePorts()
    {
        var sockets = Enumerable.Range(0, 3).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        try
        {
            sockets.ForEach(socket => socket.Bind(new IPEndPoint(IPAddress.Loopback, 0)));
            return [.. sockets.Select(socket => ((IPEndPoint)socket.LocalEndPoint!).Port)];
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }
}
