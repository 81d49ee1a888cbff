using Prometheus;
using ZkAgent.Core.Metrics;

namespace ZkAgent.Metrics;

/// <summary>Makes the series of the agent's own metrics, from the catalogue, in a registry of their own.</summary>
/// <remarks>
/// prometheus-net's default registry is not touched: its first collection would start adapters that listen to the whole process.
/// A series is absent until it is given a value or published.
/// </remarks>
internal sealed class MetricsRegistry
{
    private readonly MetricFactory _factory;

    public MetricsRegistry()
    {
        Collectors = Prometheus.Metrics.NewCustomRegistry();
        _factory = Prometheus.Metrics.WithCustomRegistry(Collectors);
        // Nothing here is traced.
        _factory.ExemplarBehavior = ExemplarBehavior.NoExemplars();
    }

    public CollectorRegistry Collectors { get; }

    /// <summary>A gauge with labels; families come on the page in the order in which they are made here.</summary>
    public Gauge Gauges(MetricFamily family) => _factory.CreateGauge(family.Name, family.Help, new GaugeConfiguration { LabelNames = Labels(family), SuppressInitialValue = true });

    /// <summary>A gauge of one series.</summary>
    public Gauge.Child Gauge(MetricFamily family) => Gauges(family).WithLabels();

    /// <summary>A counter with labels.</summary>
    public Counter Counters(MetricFamily family) => _factory.CreateCounter(family.Name, family.Help, new CounterConfiguration { LabelNames = Labels(family), SuppressInitialValue = true });

    /// <summary>A counter of one series.</summary>
    public Counter.Child Counter(MetricFamily family) => Counters(family).WithLabels();

    /// <summary>A histogram with labels.</summary>
    public Histogram Histograms(MetricFamily family) => _factory.CreateHistogram(
        family.Name, family.Help, new HistogramConfiguration { LabelNames = Labels(family), Buckets = [.. family.Buckets], SuppressInitialValue = true });

    private static string[] Labels(MetricFamily family) => [.. family.LabelNames];
}
