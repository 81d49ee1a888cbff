using ZkAgent.Core.Text;

namespace ZkAgent.Core.Settings;

/// <summary>Separates misspelled variables and flags from those that other programs read.</summary>
public static class KnownNames
{
    /// <summary>Read by ZooKeeper's own scripts (zkServer.sh, zkEnv.sh), not by us.</summary>
    private static readonly HashSet<string> OfZooKeeperScripts =
    [
        "ZOO_LOG4J_PROP", "ZOO_LOG_FILE", "ZOO_NOEXEC", "ZOO_DATADIR_AUTOCREATE_DISABLE", "ZK_CLIENT_HEAP", "ZOO_DATADIR_AUTOCREATE",
    ];

    /// <summary>Variables of older images that no longer say anything, and why.</summary>
    private static readonly Dictionary<string, string> Obsolete = new(StringComparer.Ordinal)
    {
        ["ZK_USER"] = OwnerIgnored("ZK_USER"),
        ["ZOO_USER"] = OwnerIgnored("ZOO_USER"),
        ["ZK_ENSEMBLE"] = "ZK_ENSEMBLE is ignored: the members are worked out from ZK_REPLICAS and the pod's name; ZK_SERVERS overrides them",
    };

    private static string OwnerIgnored(string name) =>
        $"{name} is ignored: the agent never changes a file's owner; set securityContext.fsGroup so that the volume is writable";

    /// <summary>Why a ZK_ or ZOO_ variable has no effect; null when it has one or isn't the user's.</summary>
    public static string? WhyUnknown(string name, string value)
    {
        if (!name.StartsWith("ZK_", StringComparison.Ordinal) && !name.StartsWith("ZOO_", StringComparison.Ordinal)) return null;
        if (Obsolete.TryGetValue(name, out var reason)) return reason;
        if (name.StartsWith(SettingCatalog.CfgPrefix, StringComparison.Ordinal) || OfZooKeeperScripts.Contains(name)) return null;
        if (Variables.Contains(name) || ServiceLink.IsName(name) || ServiceLink.IsValue(value)) return null;
        // By its letters ZK_QUORUM_SSL is as near to ZK_QUORUM_SASL.
        var tls = name.Replace("_SSL", "_TLS", StringComparison.Ordinal);
        return (Variables.Contains(tls) ? tls : NearestName.Find(name, Variables)) is { } near
            ? $"{name} is not a setting and has no effect; did you mean {near}?"
            : $"{name} is not a setting and has no effect; a zoo.cfg key is set by {SettingCatalog.CfgPrefix}<key, dots as __>";
    }

    public static string ExplainFlag(string flag)
    {
        flag = flag.Replace('-', '_');
        // Some flags keep the old scripts' names (--servers for ZK_REPLICAS), so the variable's name is tried as well.
        var meant = SettingCatalog.All.FirstOrDefault(s => s.Name.Equals($"ZK_{flag}", StringComparison.OrdinalIgnoreCase))?.Flag
            ?? NearestName.Find(flag, SettingCatalog.All.Select(s => s.Flag));
        return meant is null ? "a known flag; zkagent help lists them" : $"a known flag; did you mean --{meant}?";
    }

    private static readonly HashSet<string> Variables =
        [.. SettingCatalog.All.SelectMany(s => s.Aliases.Prepend(s.Name))];
}
