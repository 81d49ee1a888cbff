namespace ZkAgent.Core.Settings;

/// <summary>What ZooKeeper's own numbers are called.</summary>
public enum MetricNames
{
    /// <summary>As in mntr, <c>zk_znode_count</c>: what exporters and their dashboards have.</summary>
    Zk,

    /// <summary>As ZooKeeper's Prometheus provider calls them, <c>znode_count</c>; what it does not have keeps its <c>zk_</c>.</summary>
    Native,
}

/// <summary>How the setting spells them.</summary>
public static class MetricNamesWords
{
    public static readonly string[] All = ["zk", "native"];

    /// <summary>The names that a word stands for, in whatever case; null for any other word.</summary>
    public static MetricNames? Parse(string word) => Array.FindIndex(All, w => w.Equals(word, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index ? (MetricNames)index : null;
}
