using Xunit;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Tests.Metrics;
using ZkAgent.Health;
using ZkAgent.Metrics;
using ZkAgent.Supervision;

namespace ZkAgent.Tests.Metrics;

/// <summary>What prometheus-net makes of our series: formats, moments, trouble.</summary>
public sealed class AgentPageTests
{
    [Theory]
    [InlineData(ExpositionFormat.Text)]
    [InlineData(ExpositionFormat.OpenMetrics)]
    public async Task It_keeps_to_the_rules_of_both_formats(ExpositionFormat format)
    {
        var metrics = new MetricsRegistry();
        using var page = Usual(metrics);
        var families = Strict.Read(await page.TextAsync(GivenScrape.Serving(), format), format);
        MetricFamily[] expected =
        [
            AgentFamilies.BuildInfo, AgentFamilies.HealthState, AgentFamilies.HealthStateSeconds, AgentFamilies.ProbePassing,
            AgentFamilies.ProbeAnswers, AgentFamilies.ProbeDuration, AgentFamilies.Elections, AgentFamilies.Restarts,
        ];
        Assert.Equal(expected.Select(f => (Name(f, format), Type(f), f.Help)), families.Where(f => f.Samples.Count > 0).Select(f => (f.Name, f.Type, f.Help)));

        static string Name(MetricFamily f, ExpositionFormat format) =>
            format == ExpositionFormat.OpenMetrics && f.Type == MetricType.Counter ? f.Name[..^"_total".Length] : f.Name;

        static string Type(MetricFamily f) => f.Type.ToString().ToLowerInvariant();
    }

    [Fact]
    public async Task Promtool_finds_nothing()
    {
        var metrics = new MetricsRegistry();
        using var page = Usual(metrics);
        Assert.Empty(await Promtool.ComplainsAsync(await page.TextAsync(GivenScrape.Serving())));
    }

    [Fact]
    public async Task Pages_that_are_asked_for_at_once_are_each_of_one_moment()
    {
        var metrics = new MetricsRegistry();
        using var page = new AgentPage(metrics, [new Slow(), new HealthMetrics(metrics)]);
        var states = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            var (scrape, expected) = i % 2 == 0 ? (GivenScrape.Serving(), "serving") : (GivenScrape.Of(null, GivenScrape.Runs with { Phase = ProcessPhase.BackingOff, Pid = null }), "backing-off");
            var format = i % 3 == 0 ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
            var states = Strict.Read(await page.TextAsync(scrape, format), format).Single(f => f.Name == AgentFamilies.HealthState.Name).Samples;
            Assert.Equal(HealthStates.All.Count, states.Count);
            return (expected, Assert.Single(states, s => s.Number == 1)["state"]);
        })));
        Assert.All(states, state => Assert.Equal(state.expected, state.Item2));
    }

    [Fact]
    public async Task What_a_source_throws_ends_the_page_rather_than_leaving_old_values_on_it()
    {
        var metrics = new MetricsRegistry();
        var source = new Failing(metrics);
        using var page = new AgentPage(metrics, [source]);
        Assert.Contains("zkagent_draining 1\n", await page.TextAsync(GivenScrape.Serving()), StringComparison.Ordinal);
        source.Fails = true;
        var trouble = await Assert.ThrowsAsync<InvalidOperationException>(() => page.TextAsync(GivenScrape.Serving()));
        Assert.Equal("a source's own trouble", trouble.Message);
        source.Fails = false;
        Assert.Contains("zkagent_draining 1\n", await page.TextAsync(GivenScrape.Serving()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_series_whose_value_is_not_known_is_absent_and_comes_back()
    {
        var metrics = new MetricsRegistry();
        using var page = new AgentPage(metrics, []);
        var (gauge, counter, states) = (metrics.Gauge(AgentFamilies.Snapshots), metrics.Counter(AgentFamilies.TransactionLogGrowth), new StateSet<ServerMode>(metrics.Gauges(AgentFamilies.GateState), [ServerMode.Leader, ServerMode.Observer], ServerModes.Word));
        Assert.Empty(await page.SamplesAsync(GivenScrape.Serving()));
        for (var round = 0; round < 2; round++)
        {
            gauge.Show(0);
            counter.Show(7);
            states.Show(ServerMode.Observer);
            Assert.Equal(
                [("zkagent_snapshots", "0"), ("zkagent_transaction_log_growth_bytes_total", "7"), ("zkagent_departure_gate_state{state=leader}", "0"), ("zkagent_departure_gate_state{state=observer}", "1")],
                (await page.SamplesAsync(GivenScrape.Serving())).Select(s => (s.Key, s.Value)));
            gauge.Show(null);
            counter.Show(null);
            states.Show(null);
            Assert.Empty(await page.SamplesAsync(GivenScrape.Serving()));
        }
    }

    [Fact]
    public async Task The_default_registry_is_left_alone()
    {
        _ = Usual(new());
        using var page = new MemoryStream();
        Prometheus.Metrics.SuppressDefaultMetrics();
        await Prometheus.Metrics.DefaultRegistry.CollectAndExportAsTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Equal(0, page.Length);
    }

    /// <summary>A page with one of each type.</summary>
    private static AgentPage Usual(MetricsRegistry metrics)
    {
        var page = new AgentPage(metrics, [new BuildMetrics(metrics), new HealthMetrics(metrics), new VerdictMetrics(metrics, new(() => null, () => []))]);
        var probes = new ProbeMetrics(metrics);
        probes.Answered(new(Probes.Live, true, "yes", []), TimeSpan.FromMilliseconds(0.5));
        probes.Answered(new(Probes.Ready, false, "no", []), TimeSpan.FromSeconds(0.8));
        new ElectionMetrics(metrics).Seen();
        new RestartMetrics(metrics).Restarted(new("killed", "killed"));
        return page;
    }

    private sealed class Slow : IMetricsSource
    {
        public async Task CollectAsync(Scrape scrape) => await Task.Yield();
    }

    private sealed class Failing(MetricsRegistry metrics) : IMetricsSource
    {
        private readonly Prometheus.Gauge.Child _gauge = metrics.Gauge(AgentFamilies.Draining);

        public bool Fails { get; set; }

        public Task CollectAsync(Scrape scrape)
        {
            if (Fails) throw new InvalidOperationException("a source's own trouble");
            _gauge.Set(1);
            return Task.CompletedTask;
        }
    }
}
