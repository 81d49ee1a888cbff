using System.Globalization;

namespace ZkAgent.Core.Settings;

/// <summary>Values of a single key that are of the right kind and over which ZooKeeper ends or serves no client.</summary>
internal static class FatalValues
{
    /// <summary>The least value that works. What ZooKeeper 3.9 does below it was tried.</summary>
    private static readonly Dictionary<string, long> Least = new(StringComparer.Ordinal)
    {
        ["commitProcessor.maxCommitBatchSize"] = 1,
        ["intBufferStartingSizeBytes"] = 32,
        ["pathStats.slotCapacity"] = 1,
        ["connection_throttle_tokens"] = 0,
        ["leader.maxConcurrentSnapSyncs"] = 1,
        ["leader.maxConcurrentDiffSyncs"] = 1,
        ["nio.numSelectorThreads"] = 1,
        ["cnxTimeout"] = 0,
    };

    /// <summary>Numbers that ZooKeeper divides by; what is negative turns the feature off.</summary>
    private static readonly HashSet<string> NotZero = ZooCfgKeys.Words("nio.sessionlessCnxnTimeout snapSizeLimitInKb");

    /// <summary>The words that ZooKeeper knows for a value, in any case.</summary>
    private static readonly Dictionary<string, string[]> OneOf = new(StringComparer.Ordinal)
    {
        ["peerType"] = ["participant", "observer"],
        ["electionAlg"] = ["3"],
        // What Java's own providers have; ZooKeeper asks them by name.
        ["DigestAuthenticationProvider.digestAlg"] =
        [
            "SHA1", "SHA-1", "SHA", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA-512/224", "SHA-512/256", "SHA3-224", "SHA3-256", "SHA3-384", "SHA3-512", "MD5", "MD2",
        ],
    };

    /// <summary>ZooKeeper's own classes for the keys whose class it must find.</summary>
    private static readonly Dictionary<string, string[]> Classes = new(StringComparer.Ordinal)
    {
        ["serverCnxnFactory"] = ["org.apache.zookeeper.server.NIOServerCnxnFactory", "org.apache.zookeeper.server.NettyServerCnxnFactory"],
        ["watchManagerName"] = ["org.apache.zookeeper.server.watch.WatchManager", "org.apache.zookeeper.server.watch.WatchManagerOptimized"],
        ["metricsProvider.className"] =
        [
            "org.apache.zookeeper.metrics.impl.DefaultMetricsProvider", "org.apache.zookeeper.metrics.impl.NullMetricsProvider",
            "org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider",
        ],
    };

    /// <summary>True for a key whose value is judged here as a whole word: quotes around it are none of its own.</summary>
    public static bool Judges(string key) => OneOf.ContainsKey(key) || Classes.ContainsKey(key) || key == "admin.commandURL" || IsOfGroups(key);

    private static bool IsOfGroups(string key) => key.StartsWith("group.", StringComparison.Ordinal) || key.StartsWith("weight.", StringComparison.Ordinal);

    /// <summary>What is expected instead; null for a value that works, or is the user's own affair.</summary>
    /// <param name="key">A key that can stand in zoo.cfg.</param>
    /// <param name="value">Its value without quotes.</param>
    /// <param name="number">The value as a number; null where it is none.</param>
    public static string? WhyRefused(string key, string value, long? number)
    {
        if (Least.TryGetValue(key, out var least) && number < least)
            return $"a whole number of at least {least.ToString(CultureInfo.InvariantCulture)} for {key}, or ZooKeeper ends or serves no client";
        if (NotZero.Contains(key) && number == 0) return $"a whole number other than 0 for {key}: ZooKeeper divides by it and ends";
        if (OneOf.TryGetValue(key, out var words) && !words.Contains(value, StringComparer.OrdinalIgnoreCase))
            return $"{(words.Length > 1 ? "one of " : "")}{string.Join(", ", words)} for {key}, or ZooKeeper ends over it";
        // Of a class of the user's own only its package shows that the name is whole.
        if (Classes.TryGetValue(key, out var classes) && !value.Contains('.'))
            return $"the full name of a class for {key}, {string.Join(" or ", Meant(value, classes))}: ZooKeeper ends over one that it does not find";
        if (key == "version" && !long.TryParse(value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _))
            return "no such key: ZooKeeper takes it for the version of the server list and ends over what is no hexadecimal number";
        if (key == "admin.commandURL" && !value.StartsWith('/')) return $"a path that begins with / for {key}, or the AdminServer does not start";
        return key.StartsWith("group.", StringComparison.Ordinal) && !value.Split(':').All(IsId)
            ? "ids of servers separated by colons, such as 1:2:3, or ZooKeeper ends over it"
            : key.StartsWith("weight.", StringComparison.Ordinal) && number is not >= 0
            ? $"a whole number of at least 0 for {key}: over none ZooKeeper ends, and with less than 0 there is no quorum"
            : null;
    }

    private static bool IsId(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string[] Meant(string value, string[] classes) =>
        classes.FirstOrDefault(c => c.EndsWith("." + value, StringComparison.OrdinalIgnoreCase)) is { } one ? [one] : classes;
}
