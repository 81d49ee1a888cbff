using System.Net;

namespace ZkAgent.Machine;

/// <summary>This host's own name.</summary>
internal static class HostName
{
    /// <summary>What the kernel has; on Kubernetes the pod's name.</summary>
    public static string Full { get; } = Dns.GetHostName();

    /// <summary>The part before the first dot.</summary>
    public static string Short => Full.Split('.')[0];
}
