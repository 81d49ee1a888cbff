using Xunit;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Peers;
using ZkAgent.Health;
using ZkAgent.Hosting;
using ZkAgent.Metrics;
using ZkAgent.Tests.Composition;
using ZkAgent.Tests.Fakes;
using ZkAgent.Tests.Metrics;

namespace ZkAgent.Tests.Hosting;

/// <summary>Each supporting service by its name, made to throw: it is started again with back-off, logged, counted and shown.</summary>
public sealed class ServiceFailureTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>The names that <see cref="CompositionTests"/> finds registered.</summary>
    private static readonly string[] All = ["drain", "guard-watch", "isolated-member-watchdog", "sampler", "session-check", "volume-identity-writer", "volume-watch"];

    public static TheoryData<string> Names => [.. All];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_service_that_throws_is_started_again_logged_counted_by_name_and_shown(string name)
    {
        var (time, log, metrics) = (new ObservedTime(), new RememberedLog<SupportingServices>(), new MetricsRegistry());
        var starts = 0;
        using var services = new SupportingServices(All.Select(n => new Scripted(n, stopping =>
            n == name && Interlocked.Increment(ref starts) <= 2 ? throw new InvalidOperationException("it broke.") : Task.Delay(Timeout.Infinite, stopping))), time, log);
        using var page = new AgentPage(metrics, [new ServiceMetrics(metrics, services)]);
        var before = await page.SamplesAsync(GivenScrape.Serving());
        Assert.Equal(All.Length, before.Count);
        Assert.All(before.Values, value => Assert.Equal("0", value));

        await services.StartedAsync(TestContext.Current.CancellationToken);
        await Poll.UntilAsync(() => Of(name).Failures == 1, Deadline, () => Of(name).Sentence);
        var verdicts = new ProbeVerdicts(() => null, () => [.. services.States.Select(s => s.Check)]);
        var scrape = GivenScrape.Serving();
        var verdict = await verdicts.DecideReadyAsync(scrape.Health, scrape.Asked);
        Assert.True(verdict.Pass, "ZooKeeper serves on");
        Assert.Contains($"[-]{name} failed (informational): the service {name} failed: it broke; it starts again in 1 s, ZooKeeper runs on", verdict.VerboseBody, StringComparison.Ordinal);
        Assert.Equal($"the service {name} failed: it broke; it starts again in 1 s, ZooKeeper runs on", Assert.Single(log.Lines));

        await Poll.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            return Of(name) is { Failures: 2, Running: true };
        }, Deadline, () => Of(name).Sentence);
        var after = await page.SamplesAsync(GivenScrape.Serving());
        Assert.Equal(("2", "2"), (after[$"{AgentFamilies.ServiceFailures.Name}{{service={name}}}"], after.Values.Single(v => v != "0")));
        await services.StoppingAsync(TestContext.Current.CancellationToken);

        SupportingServiceState Of(string service) => services.States.Single(s => s.Name == service);
    }

    private sealed class Scripted(string name, Func<CancellationToken, Task> work) : ISupportingService
    {
        public string Name => name;

        public Task RunAsync(CancellationToken stopping) => work(stopping);
    }
}
