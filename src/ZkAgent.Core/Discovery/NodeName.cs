using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Discovery;

/// <summary>Finds out when the host name is the node's and not the pod's: then nothing must follow from it.</summary>
internal static class NodeName
{
    /// <summary>The kubelet's first line of /etc/hosts in a pod with hostNetwork (managedHostsHeaderWithHostNetwork).</summary>
    private const string HostNetwork = "# Kubernetes-managed hosts file (host network).";

    /// <summary>Why the host name is not, or may not be, a pod's, and what to do; null where nothing says so.</summary>
    /// <param name="settings">What the user said. With the pod's name there is nothing to find out.</param>
    /// <param name="facts">What the machine says.</param>
    public static string? Why(EnsembleSettings settings, HostFacts facts)
    {
        if (settings.PodName is not null) return null;
        if (facts.Hosts.Split('\n').Any(line => line.TrimEnd() == HostNetwork))
            return $"the pod's name: with hostNetwork the host name is the node's; {Fix}";
        // Without peers nothing is derived from the domain.
        if (settings is { Servers: null, Replicas: 1 }) return null;
        if (HeadlessDomain.OfFullName(facts) is not { } domain || ClusterName.IsServiceDomain(domain)) return null;
        return settings.HeadlessService is { } told && told.Equals(domain, StringComparison.OrdinalIgnoreCase) ? null
            : $"a pod's name: its domain {domain} is not that of a service (SERVICE.NAMESPACE.svc.DOMAIN), so it may be a node's name; {Fix}, or set {SettingCatalog.HeadlessService.Name}={domain} if all members are in this domain";
    }

    private static string Fix => $"set POD_NAME by the downward API (fieldRef metadata.name), and {SettingCatalog.HeadlessService.Name} or {SettingCatalog.Servers.Name}";
}
