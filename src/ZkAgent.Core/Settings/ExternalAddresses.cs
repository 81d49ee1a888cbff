using System.Globalization;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Settings;

/// <summary>Where clients outside the cluster reach the members: <c>ZK_EXTERNAL_ADDRESSES</c>.</summary>
public static class ExternalAddresses
{
    /// <summary>The addresses in the order of the ids; empty where none are given or where they are wrong (then there is a problem).</summary>
    internal static IReadOnlyList<ClientTarget> Read(SettingValues read, EnsembleSettings ensemble)
    {
        var found = read.Raw(SettingCatalog.ExternalAddresses);
        if (found.Text.Length == 0) return [];
        var (targets, _) = ConnectString.Parse(found.Text);
        if (targets is null || found.Text.Contains('/'))
            return Refuse("host:port,host:port, with an IPv6 address in brackets, and without a path");
        if (targets.Distinct().Count() < targets.Count)
            return Refuse("each address once, because each belongs to one member");
        if ((ensemble.Servers?.Count ?? ensemble.Replicas) is { } servers && servers != targets.Count)
            return Refuse(string.Create(CultureInfo.InvariantCulture, $"one address per member in the order of the ids: {servers}, not {targets.Count}"));
        return targets;

        IReadOnlyList<ClientTarget> Refuse(string expected)
        {
            read.Refuse(SettingCatalog.ExternalAddresses, found, expected);
            return [];
        }
    }

    /// <summary>What clients outside are given, or the sentence why it cannot be said.</summary>
    public static (string? List, string? Problem) ConnectStringOf(IReadOnlyList<ClientTarget> addresses) => addresses.Count > 0
        ? (string.Join(',', addresses), null)
        : (null, $"cannot print addresses for clients outside the cluster: {SettingCatalog.ExternalAddresses.Name} is not set; set it to "
            + "host:port,host:port in the order of the ids (the chart's values externalAccess.hosts or externalAccess.domain set it)");
}
