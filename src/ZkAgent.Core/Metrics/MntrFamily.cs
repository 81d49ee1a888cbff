namespace ZkAgent.Core.Metrics;

/// <summary>A family that ZooKeeper tells in mntr.</summary>
/// <param name="Key">ZooKeeper's own name, as its Prometheus provider has it: mntr puts <c>zk_</c> before it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Since">The first ZooKeeper that has it.</param>
/// <param name="Unit">Unit of the values; empty for a bare number.</param>
/// <param name="Help">What it says, in one sentence.</param>
public sealed record MntrFamily(string Key, MetricType Type, string Since, string Unit, string Help)
{
    /// <summary>What the label <c>key</c> holds where there is one value for each of something; null where there is one value.</summary>
    public string? LabelHolds { get; init; }
}
