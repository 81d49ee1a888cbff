using Prometheus;

namespace ZkAgent.Metrics;

/// <summary>Values that may be unknown: then the series is absent, neither 0 nor what it was.</summary>
internal static class Series
{
    /// <param name="value">Its value now; null where it is not known.</param>
    public static void Show(this Gauge.Child series, double? value)
    {
        if (value is { } known) series.Set(known);
        else series.Unpublish();
    }

    /// <param name="total">The total since the same start; null if unknown.</param>
    public static void Show(this Counter.Child series, double? total)
    {
        if (total is { } known) series.IncTo(known);
        else series.Unpublish();
    }
}
