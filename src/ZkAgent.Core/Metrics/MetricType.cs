namespace ZkAgent.Core.Metrics;

/// <summary>What the samples of a family mean.</summary>
public enum MetricType
{
    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Only grows, until the process that counts is started again.</summary>
    Counter,

    /// <summary>A sum, a count and perhaps quantiles of what was observed.</summary>
    Summary,

    /// <summary>A sum, a count, and how many observations were at most each of some bounds.</summary>
    Histogram,

    /// <summary>The type is not known.</summary>
    Unknown,
}
