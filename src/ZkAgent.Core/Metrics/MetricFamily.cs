namespace ZkAgent.Core.Metrics;

/// <summary>A family whose samples the agent makes itself.</summary>
/// <param name="Name">Its name; a counter's ends in <c>_total</c>.</param>
/// <param name="Type">Its type.</param>
/// <param name="Help">What it says, in one sentence.</param>
public sealed record MetricFamily(string Name, MetricType Type, string Help)
{
    /// <summary>The labels of its samples, comma-separated, with their values where they are few; for the documentation.</summary>
    public string Labels { get; init; } = "";

    /// <summary>Unit of the values; empty for a bare number.</summary>
    public string Unit { get; init; } = "";
}
