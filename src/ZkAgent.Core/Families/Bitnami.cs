using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Families;

/// <summary>Variables of Bitnami's image that say something in another way than a setting of the agent.</summary>
internal static class Bitnami
{
    internal const string Metrics = "ZOO_ENABLE_PROMETHEUS_METRICS", MetricsPort = "ZOO_PROMETHEUS_METRICS_PORT_NUMBER";

    /// <summary>Where ZooKeeper's own provider listens in that image.</summary>
    private const string DefaultMetricsPort = "7000";

    private static readonly string[] Anonymous = ["ALLOW_ANONYMOUS_LOGIN", "ALLOW_EMPTY_PASSWORD"];

    public static readonly IReadOnlyList<string> All = [Metrics, MetricsPort, BitnamiTls.Client, BitnamiTls.Quorum, BitnamiTls.QuorumClientAuth, .. Anonymous];

    public static void Translate(FamilyVariables variables, Translation into)
    {
        BitnamiKeys.Translate(variables, into);
        TranslateMetrics(variables, into);
        BitnamiTls.Translate(variables, into);
        BitnamiAuth.Translate(variables, into, NoAnonymous(variables));
    }

    /// <summary>ZooKeeper's provider would need a port next to the agent's: the agent answers there itself, with the same names.</summary>
    private static void TranslateMetrics(FamilyVariables variables, Translation into)
    {
        var on = variables.Switch(Metrics);
        var port = variables.Find(MetricsPort);
        if (on != true) return;
        var by = variables.Find(Metrics)!.Value;
        into.Set(SettingCatalog.AgentPort, port ?? by with { Text = DefaultMetricsPort });
        into.Default(SettingCatalog.MetricNames, by with { Text = "native" });
    }

    /// <summary>The image refuses to start without authentication unless one of the variables allows that.</summary>
    private static FoundValue? NoAnonymous(FamilyVariables variables)
    {
        FoundValue? forbids = null;
        var allowed = false;
        foreach (var name in Anonymous)
        {
            var allows = variables.Switch(name);
            if (allows == true) allowed = true;
            if (allows == false) forbids ??= variables.Find(name);
        }
        return allowed ? null : forbids;
    }
}
