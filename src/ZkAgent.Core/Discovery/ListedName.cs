using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Discovery;

/// <summary>Finds this host in a server list by its names.</summary>
/// <param name="facts">What the machine says, with the pod's name where it was given.</param>
internal sealed class ListedName(HostFacts facts)
{
    private readonly IReadOnlyList<string> _full = facts.FullNames;

    /// <summary>True where the kubelet wrote the pod's full name: then a name without a dot is that of a service.</summary>
    private bool IsPod => _full.Any(ClusterName.IsPod);

    /// <summary>The one server of the list that has a name of this host; null where there is none, or more than one.</summary>
    public EnsembleServer? Find(IReadOnlyList<EnsembleServer> servers)
    {
        var named = servers.Where(s => IsExactly(s.Host)).ToList();
        // The name of another domain, such as one that clients outside use, still begins with the pod's name.
        if (named.Count == 0) named = [.. servers.Where(s => s.Host.Contains('.') && BeginsWithOurs(s.Host) && !(IsPod && ClusterName.IsPod(s.Host)))];
        return named.Count == 1 ? named[0] : null;
    }

    /// <summary>Our name as the other servers' lists have it, where our own line has an address of every interface: zk-0.zk-hs where another server is zk-1.zk-hs.</summary>
    /// <returns>Null where no other server has a name of the same StatefulSet, or the kubelet wrote another name of ours.</returns>
    public string? AsOthersSay(IReadOnlyList<EnsembleServer> servers) => PodName.Parse(facts.HostName) is not { } own ? null
        : servers.Where(s => PodName.Parse(s.Host.Split('.')[0]) is { } other && other.Set == own.Set && s.Host.Contains('.'))
            .Select(s => $"{facts.ShortName}{s.Host[s.Host.IndexOf('.', StringComparison.Ordinal)..]}")
            .FirstOrDefault(name => IsPod && IsExactly(name));

    /// <summary>True for a server whose host is the name of another pod.</summary>
    public bool IsAnotherPod(EnsembleServer server) =>
        PodName.Parse(server.Host) is not null && !IsExactly(server.Host)
        && (IsPod ? ClusterName.IsPod(server.Host) || _full.Any(full => IsSibling(server.Host, full)) : PodName.Parse(facts.HostName) is not null && !BeginsWithOurs(server.Host));

    /// <summary>False for a server whose host has nothing in common with this host's name. An address of every interface is any host's.</summary>
    public bool MayBeOurs(EnsembleServer server) => BeginsWithOurs(server.Host) || HostText.IsEveryInterface(server.Host) || HostText.IsLoopback(server.Host);

    /// <summary>A full name, its beginning that a search domain completes, or a host's name without any domain.</summary>
    private bool IsExactly(string host) => host.Contains('.') || !IsPod
        ? _full.Any(full => Same(full, host) || (host.Contains('.') && full.StartsWith(host.TrimEnd('.') + ".", StringComparison.OrdinalIgnoreCase))) || Same(host, facts.HostName) || Same(host, facts.ShortName)
        : false;

    private bool BeginsWithOurs(string host) => Same(host.Split('.')[0], facts.ShortName);

    /// <summary>True for zk-b-0.zk-hs where our full name is zk-a-0.zk-hs.default.svc.cluster.local.</summary>
    private static bool IsSibling(string host, string full) =>
        host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
        && $"{full[(full.IndexOf('.', StringComparison.Ordinal) + 1)..]}.".StartsWith(host[(dot + 1)..].TrimEnd('.') + ".", StringComparison.OrdinalIgnoreCase);

    private static bool Same(string one, string other) => one.Length > 0 && one.TrimEnd('.').Equals(other.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);
}
