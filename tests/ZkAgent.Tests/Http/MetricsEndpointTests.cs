using System.IO.Pipelines;
using System.Text;
using Xunit;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Supervision;
using ZkAgent.Health;
using ZkAgent.Http;
using ZkAgent.Metrics;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Http;

public sealed class MetricsEndpointTests : IAsyncDisposable
{
    private readonly ObservedTime _time = new();
    private readonly ScriptedZooKeeper _zooKeeper = new() { Script = ScriptedZooKeeper.Serving("follower") };
    private readonly AgentPage _agent;
    private readonly MetricsEndpoint _metrics;

    public MetricsEndpointTests()
    {
        var registry = new MetricsRegistry();
        var process = new SupervisionSnapshot(ProcessPhase.Running, _time.GetUtcNow(), 100, 0, null, "ZooKeeper runs");
        var server = new SampledServer("127.0.0.1", _zooKeeper.Port, Standalone: false, () => process, () => null);
        _agent = new(registry, [new HealthMetrics(registry)]);
        _metrics = new(MetricNames.Zk, new Sampler(server, new ElectionMetrics(registry), new(_time), new RememberedLog<Sampler>()), _agent);
    }

    public ValueTask DisposeAsync()
    {
        _agent.Dispose();
        return _zooKeeper.DisposeAsync();
    }

    [Fact]
    public async Task Scrapes_of_the_same_moment_share_one_look()
    {
        await _metrics.PageAsync(ExpositionFormat.Text);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _metrics.PageAsync(i % 2 == 0 ? ExpositionFormat.Text : ExpositionFormat.OpenMetrics)));

        // One question for srvr and one for mntr.
        Assert.Equal(2, _zooKeeper.Words.Count);
    }

    [Fact]
    public async Task Scrapes_that_come_while_one_is_collected_get_the_same_page()
    {
        var release = new TaskCompletionSource();
        _zooKeeper.Script = word => async (connection, stopping) =>
        {
            await release.Task.WaitAsync(stopping);
            await ScriptedZooKeeper.Serving("follower")(word)(connection, stopping);
        };
        var first = _metrics.PageAsync(ExpositionFormat.Text);
        var second = _metrics.PageAsync(ExpositionFormat.Text);
        var other = _metrics.PageAsync(ExpositionFormat.OpenMetrics);
        release.SetResult();
        Assert.Same(await first, await second);
        Assert.NotSame(await first, await other);
        Assert.NotSame(await first, await _metrics.PageAsync(ExpositionFormat.Text));
    }

    [Fact]
    public async Task A_look_of_another_moment_is_a_new_one()
    {
        await _metrics.PageAsync(ExpositionFormat.Text);
        _time.Advance(ProbePaths.SharedSampleAge + TimeSpan.FromMilliseconds(1));
        await _metrics.PageAsync(ExpositionFormat.Text);
        Assert.Equal(4, _zooKeeper.Words.Count);
    }

    [Fact]
    public async Task ZooKeepers_part_is_first_and_the_end_of_the_exposition_is_there_once_and_last()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await (await _metrics.PageAsync(ExpositionFormat.OpenMetrics)).WriteAsync(pipe.Writer);
        await pipe.Writer.CompleteAsync();
        var whole = await pipe.Reader.ReadAsync(TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(whole.Buffer);
        Assert.StartsWith("# HELP zk_up ", text, StringComparison.Ordinal);
        Assert.Equal(text.IndexOf("# EOF\n", StringComparison.Ordinal), text.Length - "# EOF\n".Length);
        Assert.InRange(text.LastIndexOf("\nzkagent_metrics_dropped", StringComparison.Ordinal), 0, text.IndexOf("\nzkagent_health_state", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_reads_slowly_gets_the_page_at_its_own_pace()
    {
        _zooKeeper.Script = word => ScriptedZooKeeper.Says(word == "mntr"
            ? "zk_version\t3.9.3\nzk_server_state\tfollower\n" + string.Concat(Enumerable.Range(0, 4000).Select(i => $"zk_new{i}\t{i}\n"))
            : "Mode: follower\n");
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 16 * 1024, resumeWriterThreshold: 8 * 1024));
        var page = await _metrics.PageAsync(ExpositionFormat.OpenMetrics);
        var writing = page.WriteAsync(pipe.Writer);
        // The page is larger than what the pipe takes, so the writer waits for the reader.
        Assert.False(writing.IsCompleted);
        var read = new StringBuilder();
        var ending = writing.ContinueWith(_ => pipe.Writer.Complete(), TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
        while (true)
        {
            var some = await pipe.Reader.ReadAsync(TestContext.Current.CancellationToken);
            Assert.InRange(some.Buffer.Length, 0, 64 * 1024);
            read.Append(Encoding.UTF8.GetString(some.Buffer));
            pipe.Reader.AdvanceTo(some.Buffer.End);
            if (some.IsCompleted) break;
        }

        await ending;
        Assert.EndsWith("# EOF\n", read.ToString(), StringComparison.Ordinal);
        Assert.Contains("zk_new3999 3999\n", read.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_the_writing()
    {
        var pipe = new Pipe();
        await pipe.Reader.CompleteAsync();
        await (await _metrics.PageAsync(ExpositionFormat.Text)).WriteAsync(pipe.Writer);
    }
}
