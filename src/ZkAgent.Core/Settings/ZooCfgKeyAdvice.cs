using System.Globalization;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Settings;

/// <summary>Says of a key of zoo.cfg why it is none, and what to write instead.</summary>
public static class ZooCfgKeyAdvice
{
    private const string Prefix = "zookeeper.";

    /// <summary>Over a key that begins so ZooKeeper ends with code 2 unless a number follows: it looks at nothing but the beginning.</summary>
    private static readonly string[] Numbered = ["server.", "group", "weight"];

    /// <summary>Properties without <c>zookeeper.</c> before their name: only -D sets them.</summary>
    private static readonly string[] JvmOnly =
        ["readonlymode.enabled", "jute.maxbuffer", "znode.container.", "leader.nodelay", "follower.nodelay", "java.security.auth.login.config"];

    /// <summary>Properties that clients read, and a server never.</summary>
    private static readonly HashSet<string> OfClients = ZooCfgKeys.Words("""
        client.secure clientCnxnSocket disableAutoWatchReset request.timeout sasl.client sasl.client.canonicalize.hostname
        sasl.client.username sasl.clientconfig
        """);

    /// <summary>Names under which ZooKeeper's documentation lists a property, and under which no class reads it.</summary>
    private static readonly Dictionary<string, string> Documented = new(StringComparer.Ordinal)
    {
        ["connectionMaxTokens"] = "connection_throttle_tokens",
        ["connectionTokenFillTime"] = "connection_throttle_fill_time",
        ["connectionTokenFillCount"] = "connection_throttle_fill_count",
        ["connectionFreezeTime"] = "connection_throttle_freeze_time",
        ["connectionDropIncrease"] = "connection_throttle_drop_increase",
        ["connectionDropDecrease"] = "connection_throttle_drop_decrease",
        ["connectionDecreaseRatio"] = "connection_throttle_decrease_ratio",
        ["requestThrottleLimit"] = "request_throttle_max_requests",
        ["requestThrottleStallTime"] = "request_throttle_stall_time",
        ["requestThrottleDropStale"] = "request_throttle_drop_stale",
        ["requestStaleLatencyCheck"] = "request_stale_latency_check",
        ["requestStaleConnectionCheck"] = "request_stale_connection_check",
        ["throttledOpWaitTime"] = "throttled_op_wait_time",
        ["advancedFlowControlEnabled"] = "netty.advancedFlowControl.enabled",
        ["outstandingHandshake.limit"] = "netty.server.outstandingHandshake.limit",
        ["maxConcurrentSnapSyncs"] = "leader.maxConcurrentSnapSyncs",
        ["maxConcurrentDiffSyncs"] = "leader.maxConcurrentDiffSyncs",
        ["maxTimeToWaitForEpoch"] = "leader.maxTimeToWaitForEpoch",
        ["watchManaggerName"] = "watchManagerName",
    };

    /// <summary>Why a key can't stand in zoo.cfg at all; null when it can.</summary>
    public static string? WhyImpossible(string key)
    {
        if (key.Length == 0 || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            return "a zoo.cfg key: letters, digits and . _ - only";
        if (Numbered.FirstOrDefault(n => key.StartsWith(n, StringComparison.Ordinal)) is not { } family) return null;
        var name = family.TrimEnd('.') + ".";
        return key.StartsWith(name, StringComparison.Ordinal) && int.TryParse(key[name.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? null
            : $"{name}N with a number for N, or ZooKeeper ends over it; a system property of that name goes into SERVER_JVMFLAGS as -Dzookeeper.{key}=…";
    }

    /// <summary>Why a key does nothing in zoo.cfg and what to write instead; null when it is a real one.</summary>
    public static string? WhyUnknown(string key)
    {
        if (ZooCfgKeys.IsKnown(key)) return null;
        var bare = key.StartsWith(Prefix, StringComparison.Ordinal) ? key[Prefix.Length..] : key;
        if (IsJvmOnly(bare)) return $"zoo.cfg can't set {key}: ZooKeeper reads it from the command line only; put -D{bare}=… into SERVER_JVMFLAGS";
        if (bare != key) return $"{key} has no effect: ZooKeeper puts {Prefix} before each key itself; write {bare}";
        if (OfClients.Contains(key)) return $"{key} has no effect: clients read it, and a server does not";
        if (Documented.TryGetValue(key, out var meant)) return $"{key} has no effect: it is a name of the documentation only; write {meant}";
        return NearestName.Find(key, ZooCfgKeys.All) is { } near
            ? $"ZooKeeper 3.9 has no key {key} and would take it without a message; did you mean {near}?"
            : $"ZooKeeper 3.9 has no key {key} and will take it without a message";
    }

    /// <summary>Why -Dzookeeper.KEY has no effect and what to write instead; null where it has one, or is none of ZooKeeper's.</summary>
    public static string? WhyNoProperty(string key)
    {
        if (IsJvmOnly(key) && !ZooCfgKeys.IsKnown(key)) return $"ZooKeeper reads {key} without zookeeper. before it; write -D{key}=…";
        if (ZooCfgKeys.IsProperty(key)) return null;
        if (ZooCfgKeys.IsKnown(key))
            return $"ZooKeeper reads {key} from zoo.cfg only; set {SettingCatalog.ByCfgKey(key)?.Name ?? SettingCatalog.CfgVariableOf(key)}";
        if (Documented.TryGetValue(key, out var meant)) return $"it is a name of the documentation only; write -Dzookeeper.{meant}=…";
        // A client's flags may stand there as well: zkCli.sh gets JVMFLAGS, too.
        return !OfClients.Contains(key) && NearestName.Find(key, ZooCfgKeys.All) is { } near ? $"ZooKeeper 3.9 has no such property; did you mean -Dzookeeper.{near}=…?" : null;
    }

    private static bool IsJvmOnly(string key) => JvmOnly.Any(k => key.StartsWith(k, StringComparison.Ordinal));
}
