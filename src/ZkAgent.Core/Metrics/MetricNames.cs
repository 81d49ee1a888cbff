namespace ZkAgent.Core.Metrics;

/// <summary>What ZooKeeper's own numbers are called.</summary>
public enum MetricNames
{
    /// <summary>As in mntr, <c>zk_znode_count</c>: what exporters and their dashboards have.</summary>
    Zk,

    /// <summary>As ZooKeeper's Prometheus provider calls them, <c>znode_count</c>; what it does not have keeps its <c>zk_</c>.</summary>
    Native,
}
