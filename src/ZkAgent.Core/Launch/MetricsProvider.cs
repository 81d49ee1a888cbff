using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Launch;

/// <summary>Judges metricsProvider.className against the ZooKeeper of the image: over a class that it does not find it ends with code 2.</summary>
/// <remarks>Debian's packages leave the Prometheus provider out; users of the official image have it in ZOO_CFG_EXTRA.</remarks>
public static class MetricsProvider
{
    public const string Prometheus = "org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider";

    private const string Key = "metricsProvider.className";

    /// <summary>True where a look at the image's jars is worth it.</summary>
    /// <param name="settings">The effective settings.</param>
    public static bool IsPrometheus(IReadOnlyList<EffectiveSetting> settings) => Given(settings) is not null;

    /// <summary>Why the provider can't be had; null where it can, and where its jars are not known.</summary>
    /// <param name="settings">The effective settings.</param>
    /// <param name="hasPrometheus">Whether the provider's jar is next to ZooKeeper's; null where that was not found.</param>
    /// <param name="classPath">The variable CLASSPATH, which may have the jar.</param>
    public static SettingsProblem? Problem(IReadOnlyList<EffectiveSetting> settings, bool? hasPrometheus, string? classPath) =>
        Given(settings) is { } given && hasPrometheus == false && string.IsNullOrWhiteSpace(classPath)
            ? SettingsProblem.OfKey(Key, given.Origin, given.Value, "a provider that this ZooKeeper has, or it ends: the image has no zookeeper-prometheus-metrics jar; remove it, because the agent serves the same numbers on /metrics")
            : null;

    private static EffectiveSetting? Given(IReadOnlyList<EffectiveSetting> settings) => settings.FirstOrDefault(s => s is { Name: Key, Value: Prometheus });
}
