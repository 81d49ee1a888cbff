namespace ZkAgent.Core.Discovery;

/// <summary>Tells the names of a cluster's services and their pods from all other names.</summary>
internal static class ClusterName
{
    /// <summary>True for a headless service's domain, <c>SERVICE.NAMESPACE.svc[.CLUSTER_DOMAIN]</c>.</summary>
    public static bool IsServiceDomain(string domain) => domain.Split('.') is [_, _, var svc, ..] && svc.Equals("svc", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for a pod's name under a headless service, <c>POD.SERVICE.NAMESPACE.svc[.CLUSTER_DOMAIN]</c>.</summary>
    public static bool IsPod(string name) => name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && IsServiceDomain(name[(dot + 1)..]);
}
