namespace ZkAgent.Core.Discovery;

/// <summary>What the machine says of itself, as raw text.</summary>
/// <param name="HostName">The kernel's host name; on Kubernetes the pod's name, but with the host's network the node's.</param>
/// <param name="Hosts">The content of /etc/hosts, where the kubelet writes the pod's full name.</param>
/// <param name="ResolvConf">The content of /etc/resolv.conf, whose first search domain is <c>NAMESPACE.svc.CLUSTER_DOMAIN</c>.</param>
public sealed record HostFacts(string HostName, string Hosts, string ResolvConf)
{
    /// <summary>The host name as a sentence quotes it: one that is empty is seen to be.</summary>
    public string ShownName => HostName.Length > 0 ? HostName : "\"\"";

    /// <summary>The part before the first dot.</summary>
    public string ShortName => HostName.Split('.')[0];

    /// <summary>Names with a domain: the host name itself, then those of /etc/hosts.</summary>
    public IReadOnlyList<string> FullNames =>
        [.. Lines.SelectMany(names => names).Prepend(HostName).Where(n => n.StartsWith(ShortName + ".", StringComparison.OrdinalIgnoreCase)).Select(n => n.TrimEnd('.')).Where(n => n.Contains('.'))];

    /// <summary>The names of each line of /etc/hosts, without its address.</summary>
    public IEnumerable<IReadOnlyList<string>> Lines =>
        Hosts.Split('\n').Select(line => line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList());

    /// <summary>The same with the pod's name from the downward API, which says more than the host name.</summary>
    /// <param name="podName">The name; null where it was not given. The host name stays where it is the same name with a domain.</param>
    public HostFacts Named(string? podName) =>
        podName is null || podName.Equals(ShortName, StringComparison.OrdinalIgnoreCase) ? this : this with { HostName = podName };
}
