namespace ZkAgent.Core.Metrics;

/// <summary>A family whose samples the agent makes itself.</summary>
/// <param name="Name">Its name; a counter's ends in <c>_total</c>.</param>
/// <param name="Type">Its type.</param>
/// <param name="Help">What it says, in one sentence without quotes and backslashes: prometheus-net does not escape it.</param>
public sealed record MetricFamily(string Name, MetricType Type, string Help)
{
    /// <summary>The labels of its samples, comma-separated, with their values where they are few; for the documentation.</summary>
    public string Labels { get; init; } = "";

    /// <summary>Unit of the values; empty for a bare number.</summary>
    public string Unit { get; init; } = "";

    /// <summary>A histogram's upper bounds in ascending order, without infinity; empty for every other type.</summary>
    public IReadOnlyList<double> Buckets { get; init; } = [];

    /// <summary>The names alone of <see cref="Labels"/>, in their order.</summary>
    public IReadOnlyList<string> LabelNames => Labels.Length == 0 ? [] : [.. Labels.Split(", ").Select(label => label.Split('=')[0])];
}
