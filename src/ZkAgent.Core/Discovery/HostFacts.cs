namespace ZkAgent.Core.Discovery;

/// <summary>What the machine says of itself, as raw text.</summary>
/// <param name="HostName">The kernel's host name; on Kubernetes the pod's name.</param>
/// <param name="Hosts">The content of /etc/hosts, where the kubelet writes the pod's full name.</param>
/// <param name="ResolvConf">The content of /etc/resolv.conf, whose first search domain is <c>NAMESPACE.svc.CLUSTER_DOMAIN</c>.</param>
public sealed record HostFacts(string HostName, string Hosts, string ResolvConf)
{
    /// <summary>The host name as a sentence quotes it: one that is empty is seen to be.</summary>
    public string ShownName => HostName.Length > 0 ? HostName : "\"\"";
}
