using System.Globalization;
using System.Text;
using Xunit;
using ZkAgent.Core.Metrics;

namespace ZkAgent.Core.Tests.Metrics;

/// <summary>The table of metrics for people is that of the catalogue.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void The_document_is_that_of_the_catalogue()
    {
        var path = Path.Combine(Repository.Root, "k8s", "monitoring", "METRICS.md");
        var document = Document();
        if (Repository.Updating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, document);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == document, $"{path} is not that of the catalogue; run the tests with {Repository.UpdateVariable}=1");
    }

    private static string Document()
    {
        var text = new StringBuilder("""
            # Metrics

            What the agent's `/metrics` and `zkagent metrics --prometheus` tell. This file is made from the catalogue in the source and checked by a test.

            - While ZooKeeper does not serve, `zk_up` is 0 and every other `zk_` series is absent; `zkagent_health_state` says why.
            - The format is Prometheus text 0.0.4, or OpenMetrics 1.0 where the scraper likes that as well or better. A series has the same name in both:
              ZooKeeper's counters, whose names lack OpenMetrics' `_total`, have the type unknown there.
            - `ZK_METRICS_NAMES=native` gives the names in the column "native", those of ZooKeeper's own Prometheus provider; everything else keeps its name.
            - A summary of ZooKeeper's has `_sum` and `_count`, some have quantiles (0.5, 0.95, 0.99, 0.999), and next to each there are the gauges
              `zk_avg_…`, `zk_min_…` and `zk_max_…`. They go back to ZooKeeper's start: use `rate(…_sum[5m]) / rate(…_count[5m])` for the present.
            - `zkagent_probe_duration_seconds` is a histogram with the buckets BUCKETS.
              A probe that waits in vain for a new look takes 0.4 s, `ready` 0.75 s; a kubelet waits 1 s unless told otherwise.
            - A family whose values are not known now has a HELP and a TYPE and no samples.
            - A key that this version of the agent does not know is told as `zk_…` without a type.

            ## What the agent says of ZooKeeper

            """.Replace("BUCKETS", string.Join(", ", AgentFamilies.ProbeDuration.Buckets.Select(b => b.ToString(CultureInfo.InvariantCulture))), StringComparison.Ordinal));
        Own(text, ZooKeeperFamilies.All);
        text.Append("\n## What ZooKeeper tells\n\n| family | native | type | unit | label `key` | since | meaning |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var f in MntrCatalog.All)
            text.Append(CultureInfo.InvariantCulture, $"| `zk_{f.Key}` | `{f.Key}` | {Word(f.Type)} | {Or(f.Unit)} | {Or(f.LabelHolds ?? "")} | {f.Since} | {f.Help} |\n");
        text.Append("\n## What only the agent knows\n\n");
        Own(text, AgentFamilies.All);
        text.Append("\n## Advisories\n\nFaults that lose data or let unauthorized servers or clients in. `zk_version_advisory` knows the version number only: a packager may have fixed the fault.\n\n| id | versions | fixed | this ZooKeeper |\n| --- | --- | --- | --- |\n");
        foreach (var a in VersionAdvisories.All) text.Append(CultureInfo.InvariantCulture, $"| {a.Id} | {(a.First == a.Last ? $"{a.First}" : $"{a.First} to {a.Last}")} | {a.Fixed} | {a.What} |\n");
        return text.ToString();
    }

    private static void Own(StringBuilder text, IEnumerable<MetricFamily> families)
    {
        text.Append("| family | labels | type | unit | meaning |\n| --- | --- | --- | --- | --- |\n");
        foreach (var f in families) text.Append(CultureInfo.InvariantCulture, $"| `{f.Name}` | {Or(f.Labels.Replace("|", "\\|", StringComparison.Ordinal))} | {Word(f.Type)} | {Or(f.Unit)} | {f.Help} |\n");
    }

    private static string Word(MetricType type) => type == MetricType.Unknown ? "untyped" : type.ToString().ToLowerInvariant();

    private static string Or(string text) => text.Length > 0 ? text : "–";
}
