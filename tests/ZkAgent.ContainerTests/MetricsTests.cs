using System.Text.RegularExpressions;
using Xunit;
using ZkAgent.ContainerTests.Containers;
using ZkAgent.ContainerTests.Monitoring;

namespace ZkAgent.ContainerTests;

/// <summary>What a real Prometheus has of a real ensemble, through a failover and the loss of the quorum.</summary>
public sealed partial class MetricsTests
{
    [Fact]
    public async Task Prometheus_has_every_series_and_the_right_roles_through_a_failover_and_the_loss_of_the_quorum()
    {
        await using var ensemble = await Ensemble.Serving(3);
        await using var prometheus = await PrometheusServer.Scraping(ensemble);

        await prometheus.Until("sum(zk_up)", 3);
        await prometheus.Until("sum(zk_server_leader)", 1);
        await prometheus.Until("sum(zk_server_state)", 3);
        await prometheus.Until("sum(zk_server_state{state=\"follower\"})", 2);
        await prometheus.Until("count(zk_version_advisory{id=\"ZOOKEEPER-4925\"})", 3);
        foreach (var member in ensemble.Members) await HasEverySeriesOf(member, prometheus);

        var leader = await ensemble.Leader();
        await ensemble[leader].Kill("KILL");
        // A follower knows of a new epoch from the first transaction in it.
        await ensemble[(leader + 1) % 3].Write("/after-the-failover", "");
        await prometheus.Until($"sum(zk_server_leader{{pod!=\"zk-{leader}\"}})", 1);
        await prometheus.Until("sum(zk_up)", 2);
        await prometheus.Until($"min(zkagent_elections_total{{pod!=\"zk-{leader}\"}})", 1);

        // Not the killed one, whose last scrape Prometheus may still have.
        var survivor = (await prometheus.Query($"zk_server_leader{{pod!=\"zk-{leader}\"}} == 1"))[0].Labels["pod"];
        var other = ensemble.Members.Single(m => m.PodName != survivor && m.PodName != $"zk-{leader}");
        await other.Kill("KILL");
        await prometheus.Until($"zk_up{{pod=\"{survivor}\"}}", 0);
        await prometheus.Until($"zkagent_health_state{{pod=\"{survivor}\",state=\"looking\"}}", 1);
        await prometheus.Until($"zkagent_probe_passing{{pod=\"{survivor}\",probe=\"ready\"}}", 0);
        await prometheus.Until($"zkagent_probe_passing{{pod=\"{survivor}\",probe=\"live\"}}", 1);
        // Absent, not zero, and there is no leader.
        Assert.Empty(await prometheus.Query($"{{pod=\"{survivor}\",__name__=~\"zk_.+\",__name__!=\"zk_up\"}}"));
    }

    [Fact]
    public async Task The_page_without_an_agent_has_the_same_numbers_of_ZooKeepers()
    {
        await using var ensemble = await Ensemble.Serving(1);
        var member = ensemble[0];
        var page = (await member.Get("/metrics")).Body;
        var alone = await member.Exec("zkagent", "metrics", "--prometheus");
        Assert.Equal(0, alone.ExitCode);
        Assert.Equal(Names(page).Where(n => n.StartsWith("zk_", StringComparison.Ordinal)), Names(alone.Output).Where(n => n.StartsWith("zk_", StringComparison.Ordinal)));
        var native = await member.Exec("zkagent", "metrics", "--prometheus", "--metrics_names=native");
        Assert.Contains("znode_count", Names(native.Output));
        Assert.DoesNotContain("zk_znode_count", Names(native.Output));
    }

    /// <summary>Prometheus took each sample of the member's page under its name, whichever format it negotiated.</summary>
    private static async Task HasEverySeriesOf(MemberContainer member, PrometheusServer prometheus)
    {
        var told = Names((await member.Get("/metrics")).Body);
        Assert.InRange(told.Count, 300, 1000);
        var series = await prometheus.Query($"count by (__name__) ({{pod=\"{member.PodName}\"}})");
        Assert.Empty(told.Except(series.Select(s => s.Labels["__name__"])));
    }

    private static HashSet<string> Names(string page) => [.. SampleName().Matches(page).Select(m => m.Value)];

    [GeneratedRegex("^[a-z][a-z0-9_]*(?=[{ ])", RegexOptions.Multiline)]
    private static partial Regex SampleName();
}
