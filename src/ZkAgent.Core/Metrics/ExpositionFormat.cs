namespace ZkAgent.Core.Metrics;

/// <summary>The two text formats that a scraper may ask for.</summary>
public enum ExpositionFormat
{
    /// <summary>Prometheus text format 0.0.4.</summary>
    Text,

    /// <summary>OpenMetrics 1.0.</summary>
    OpenMetrics,
}

/// <summary>The formats on the wire.</summary>
public static class ExpositionFormats
{
    public const string TextType = "text/plain; version=0.0.4; charset=utf-8";
    public const string OpenMetricsType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /// <summary>How many formats there are.</summary>
    public const int Count = (int)ExpositionFormat.OpenMetrics + 1;

    /// <summary>The header Content-Type.</summary>
    public static string ContentType(this ExpositionFormat format) => format == ExpositionFormat.OpenMetrics ? OpenMetricsType : TextType;
}
