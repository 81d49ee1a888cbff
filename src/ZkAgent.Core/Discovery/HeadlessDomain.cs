using ZkAgent.Core.Settings;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Discovery;

/// <summary>Works out the domain under which the headless service publishes every pod: <c>zk-hs.default.svc.cluster.local</c>.</summary>
public static class HeadlessDomain
{
    private const string DefaultClusterDomain = "cluster.local";

    /// <summary>The domain, where it came from, and a warning when two sources disagree; a null domain when there is no source.</summary>
    /// <param name="settings">What the user said.</param>
    /// <param name="facts">What the machine says.</param>
    /// <param name="ownPod">True when this host is one of the ensemble's pods, whose full name therefore tells.</param>
    public static (string? Domain, string Origin, string? Warning) Find(EnsembleSettings settings, HostFacts facts, bool ownPod)
    {
        var (ns, cluster) = FromSearch(facts.ResolvConf);
        ns = settings.Namespace ?? ns;
        cluster = settings.ClusterDomain ?? cluster ?? DefaultClusterDomain;
        var told = settings.HeadlessService switch
        {
            null => null,
            // A service given with its whole domain needs nothing added.
            var service when service.Contains('.') => service,
            var service when ns is null => null,
            var service => $"{service}.{ns}.svc.{cluster}",
        };
        var seen = ownPod ? OfFullName(facts) : null;
        if (seen is null) return (told, SettingCatalog.HeadlessService.Name, null);
        var warning = told is not null && told != seen
            ? $"{SettingCatalog.HeadlessService.Name} means {told}, but this pod's own full name is under {seen}: the full name counts, because the kubelet wrote it"
            : null;
        return (seen, "/etc/hosts", warning);
    }

    /// <summary>The domain of our own full name, from the host name itself or from /etc/hosts; null where neither has one.</summary>
    public static string? OfFullName(HostFacts facts)
    {
        var pod = facts.ShortName;
        if (facts.HostName.Length > pod.Length && Domain(facts.HostName[(pod.Length + 1)..]) is { } own) return own;
        string? other = null;
        foreach (var names in facts.Lines)
        {
            foreach (var name in names.Where(n => n.StartsWith(pod + ".", StringComparison.OrdinalIgnoreCase)))
            {
                if (Domain(name[(pod.Length + 1)..]) is not { } domain) continue;
                // The kubelet's line has the short name too; one of hostAliases seldom has, and counts only where there is no better.
                if (names.Contains(pod, StringComparer.OrdinalIgnoreCase)) return domain;
                other ??= domain;
            }
        }
        return other;
    }

    /// <summary>A domain without the dot at its end; null for what is none, as where a host name ends in a bare dot.</summary>
    private static string? Domain(string text) => HostText.IsName(text.TrimEnd('.')) ? text.TrimEnd('.') : null;

    /// <summary>Namespace and cluster domain from the search list that the kubelet writes.</summary>
    private static (string? Namespace, string? ClusterDomain) FromSearch(string resolvConf)
    {
        foreach (var line in resolvConf.Split('\n'))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || words[0] != "search") continue;
            foreach (var domain in words.Skip(1))
            {
                var at = domain.IndexOf(".svc.", StringComparison.Ordinal);
                if (at > 0 && Domain(domain[..at]) is { } ns && Domain(domain[(at + ".svc.".Length)..]) is { } cluster) return (ns, cluster);
            }
        }
        return (null, null);
    }
}
