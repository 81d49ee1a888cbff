using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;
using ZkAgent.Health;
using ZkAgent.Http;
using ZkAgent.Metrics;
using ZkAgent.Supervision;
using ZkAgent.Volume;

namespace ZkAgent.Tests.Metrics;

/// <summary>The series of each subject's source, and when they are absent.</summary>
public sealed class SourceTests
{
    private readonly MetricsRegistry _metrics = new();

    [Fact]
    public async Task Health_has_one_state_and_since_when()
    {
        var samples = await LooksForQuorum(new HealthMetrics(_metrics), GivenScrape.Serving());
        Assert.Equal("zkagent_health_state{state=serving}", Assert.Single(samples, s => s is { Key: not "zkagent_health_state_seconds", Value: "1" }).Key);
        Assert.Equal("60", samples["zkagent_health_state_seconds"]);
        Assert.Equal(HealthStates.All.Count + 1, samples.Count);
    }

    [Fact]
    public async Task The_verdicts_are_those_of_the_probes()
    {
        var verdicts = new VerdictMetrics(_metrics, new(() => null, () => []));
        using var page = new AgentPage(_metrics, [verdicts]);
        Assert.Equal(["1", "1", "1"], (await page.SamplesAsync(GivenScrape.Serving())).Values);
        var looking = GivenScrape.Of(new Sample(GivenScrape.Asked, TimeSpan.FromMilliseconds(3), FourLetterAnswer.OfText("srvr", FourLetterWords.NotServing), null));
        Assert.Equal(
            [("zkagent_probe_passing{probe=startup}", "1"), ("zkagent_probe_passing{probe=live}", "1"), ("zkagent_probe_passing{probe=ready}", "0")],
            (await page.SamplesAsync(looking)).Select(s => (s.Key, s.Value)));
    }

    [Fact]
    public async Task Answers_are_counted_from_0_and_timed()
    {
        var probes = new ProbeMetrics(_metrics);
        using var page = new AgentPage(_metrics, []);
        var before = await page.SamplesAsync(GivenScrape.Serving());
        Assert.Equal(6, before.Count(s => s is { Value: "0" } && s.Key.StartsWith("zkagent_probe_answers_total", StringComparison.Ordinal)));
        Assert.All(before.Values, value => Assert.Equal("0", value));

        probes.Answered(new(Probes.Ready, true, "yes", []), TimeSpan.FromMilliseconds(2));
        probes.Answered(new(Probes.Ready, false, "no", []), ProbePaths.ReadyTimeout + TimeSpan.FromMilliseconds(1));
        var samples = await page.SamplesAsync(GivenScrape.Serving());
        Assert.Equal(("1", "1", "0"), (Answers("ready", "true"), Answers("ready", "false"), Answers("live", "true")));
        Assert.Equal(("0", "1", "1", "2", "2"), (Within("0.001"), Within("0.005"), Within("0.75"), Within("1"), samples["zkagent_probe_duration_seconds_count{probe=ready}"]));
        Assert.Equal("0.753", samples["zkagent_probe_duration_seconds_sum{probe=ready}"]);

        string Answers(string probe, string passed) => samples[$"zkagent_probe_answers_total{{probe={probe},passed={passed}}}"];
        string Within(string bound) => samples[$"zkagent_probe_duration_seconds_bucket{{probe=ready,le={bound}}}"];
    }

    [Fact]
    public void The_buckets_part_answers_that_waited_in_vain_from_the_others()
    {
        Assert.Contains(ProbePaths.Timeout.TotalSeconds, AgentFamilies.ProbeDuration.Buckets);
        Assert.Contains(ProbePaths.ReadyTimeout.TotalSeconds, AgentFamilies.ProbeDuration.Buckets);
    }

    [Fact]
    public async Task Restarts_are_counted_by_reason_and_the_last_end_is_told()
    {
        var restarts = new RestartMetrics(_metrics);
        using var page = new AgentPage(_metrics, [restarts]);
        Assert.Empty(await page.SamplesAsync(GivenScrape.Serving()));

        restarts.Restarted(new("killed", "killed"));
        restarts.Restarted(new("data_dir", "it cannot use its data directory"));
        restarts.Restarted(new("data_dir", "it cannot use its data directory"));
        var ended = GivenScrape.Runs with { LastExit = ChildExit.Killed(9), LastMeaning = new("killed", "killed") };
        Assert.Equal(
            [("zkagent_zookeeper_restarts_total{reason=killed}", "1"), ("zkagent_zookeeper_restarts_total{reason=data_dir}", "2"), ("zkagent_zookeeper_last_exit_code", "137"), ("zkagent_zookeeper_last_exit_info{reason=killed}", "1")],
            (await page.SamplesAsync(GivenScrape.Serving(ended))).Select(s => (s.Key, s.Value)));

        var again = ended with { LastExit = ChildExit.Exited(3), LastMeaning = new("data_dir", "it cannot use its data directory") };
        var samples = await page.SamplesAsync(GivenScrape.Serving(again));
        Assert.Equal("3", samples["zkagent_zookeeper_last_exit_code"]);
        Assert.Equal("zkagent_zookeeper_last_exit_info{reason=data_dir}", Assert.Single(samples.Keys, k => k.Contains("info", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(3, "0")]
    [InlineData(5, "1")]
    public async Task Another_number_of_participants_than_ours_is_a_disagreement(int ours, string expected)
    {
        var servers = Enumerable.Range(1, ours).Select(id => new EnsembleServer(new(id), $"zk-{id}", 2888, 3888, ServerRole.Participant, 2181)).ToList();
        var source = new MembershipMetrics(_metrics, new(new LocalMember(new(servers), servers[0], Standalone: false)));
        using var page = new AgentPage(_metrics, [source]);
        Assert.Equal(expected, Assert.Single(await page.SamplesAsync(GivenScrape.Serving())).Value);
        Assert.Empty(await page.SamplesAsync(GivenScrape.Of(null)));
    }

    [Fact]
    public async Task A_disk_that_does_not_answer_has_no_figures_and_later_has_them_again()
    {
        DiskFigures? disk = null;
        using var page = new AgentPage(_metrics, [new DiskMetrics(_metrics, () => Task.FromResult(disk))]);
        Assert.Empty(await page.SamplesAsync(GivenScrape.Serving()));

        disk = new(GivenScrape.Asked, [new("data", 1 << 20, 10L << 30, 9L << 30, 655360, 655000), new("log", 64 << 20, 20L << 30, 19L << 30, 0, 0)], 3, GivenScrape.Asked.AddHours(-1), 4, 12345678);
        var whole = await page.SamplesAsync(GivenScrape.Serving());
        Assert.Equal(14, whole.Count);
        Assert.Equal(("10737418240", "0", "3600", "12345678"), (whole["zkagent_filesystem_size_bytes{directory=data}"], whole["zkagent_filesystem_inodes{directory=log}"],
            whole["zkagent_newest_snapshot_age_seconds"], whole["zkagent_transaction_log_growth_bytes_total"]));

        var had = disk;
        disk = null;
        Assert.Empty(await page.SamplesAsync(GivenScrape.Serving()));
        disk = had;
        Assert.Equal(whole, await page.SamplesAsync(GivenScrape.Serving()));

        // One volume is gone, and nothing was written yet.
        disk = had with { Directories = [had.Directories[1]], NewestSnapshotAt = null };
        var half = await page.SamplesAsync(GivenScrape.Serving());
        Assert.Equal(whole.Keys.Where(k => !k.Contains("directory=data", StringComparison.Ordinal) && k != "zkagent_newest_snapshot_age_seconds"), half.Keys);
    }

    [Fact]
    public async Task The_agents_process_is_told_twice_and_ZooKeepers_while_there_is_one()
    {
        using var page = new AgentPage(_metrics, [new ProcessMetrics(_metrics, TimeProvider.System)]);
        var both = await page.SamplesAsync(GivenScrape.Serving(GivenScrape.Runs with { Pid = Environment.ProcessId }));
        foreach (var name in (string[])["cpu_seconds_total", "resident_memory_bytes", "open_fds", "threads"])
            Assert.All((string[])[$"process_{name}", $"zkagent_process_{name}{{process=agent}}", $"zkagent_process_{name}{{process=zookeeper}}"], key => Assert.True(double.Parse(both[key]) > 0, key));
        Assert.True(both.ContainsKey("process_start_time_seconds"));

        var alone = await page.SamplesAsync(GivenScrape.Of(null, GivenScrape.Runs with { Phase = ProcessPhase.BackingOff, Pid = null }));
        Assert.Equal(both.Keys.Where(k => !k.Contains("zookeeper", StringComparison.Ordinal)), alone.Keys);
    }

    [Fact]
    public async Task Another_process_counts_its_processor_time_from_0()
    {
        var series = new ProcessSeries(new(_metrics), "zookeeper");
        using var page = new AgentPage(_metrics, []);
        series.Show(100, new(50, 1, 1, null));
        Assert.Equal("50", (await page.SamplesAsync(GivenScrape.Serving()))["zkagent_process_cpu_seconds_total{process=zookeeper}"]);
        series.Show(101, new(0.5, 1, 1, 7));
        Assert.Equal("0.5", (await page.SamplesAsync(GivenScrape.Serving()))["zkagent_process_cpu_seconds_total{process=zookeeper}"]);
        series.Show(null, null);
        Assert.Empty(await page.SamplesAsync(GivenScrape.Serving()));
    }

    [Fact]
    public async Task A_session_check_is_told_while_it_says_something()
    {
        SessionCheck? last = null;
        using var page = new AgentPage(_metrics, [new SessionMetrics(_metrics, () => last)]);
        Assert.Empty(await page.SamplesAsync(GivenScrape.Serving()));
        last = new("cannot open a session", GivenScrape.Asked.AddSeconds(-10), TimeSpan.FromMilliseconds(12.4));
        Assert.Equal(["0", "0.0124"], (await page.SamplesAsync(GivenScrape.Serving())).Values);
        // From before the server serves.
        last = last with { At = GivenScrape.Asked.AddHours(-1) };
        Assert.Empty(await page.SamplesAsync(GivenScrape.Serving()));
    }

    private async Task<Dictionary<string, string>> LooksForQuorum(IMetricsSource source, Scrape scrape)
    {
        using var page = new AgentPage(_metrics, [source]);
        return await page.SamplesAsync(scrape);
    }
}
