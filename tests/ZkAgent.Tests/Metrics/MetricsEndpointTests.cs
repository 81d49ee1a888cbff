using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Supervision;
using ZkAgent.Health;
using ZkAgent.Metrics;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Metrics;

public sealed class MetricsEndpointTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedZooKeeper _zooKeeper = new() { Script = ScriptedZooKeeper.Serving("follower") };
    private readonly MetricsEndpoint _metrics;

    public MetricsEndpointTests()
    {
        var process = new SupervisionSnapshot(ProcessPhase.Running, _time.GetUtcNow(), 100, 0, null, "ZooKeeper runs");
        var sampler = new Sampler(new SampledServer("127.0.0.1", _zooKeeper.Port, Standalone: false, () => process, () => null), new(_time), new RememberedLog<Sampler>());
        _metrics = new(MetricNames.Zk, sampler, (_, _) => Task.FromResult(new AgentFigures { Version = "0.1.0" }));
    }

    public ValueTask DisposeAsync() => _zooKeeper.DisposeAsync();

    [Fact]
    public async Task Scrapes_of_the_same_moment_share_one_look()
    {
        using (await _metrics.PageAsync())
        {
            Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _metrics.PageAsync())), page => page.Dispose());
        }

        // One question for srvr and one for mntr.
        Assert.Equal(2, _zooKeeper.Words.Count);
    }

    [Fact]
    public async Task A_look_of_another_moment_is_a_new_one()
    {
        (await _metrics.PageAsync()).Dispose();
        _time.Advance(ZkAgent.Http.ProbePaths.SharedLookAge + TimeSpan.FromMilliseconds(1));
        (await _metrics.PageAsync()).Dispose();
        Assert.Equal(4, _zooKeeper.Words.Count);
    }

    [Fact]
    public async Task A_client_that_reads_slowly_gets_the_page_at_its_own_pace()
    {
        _zooKeeper.Script = word => ScriptedZooKeeper.Says(word == "mntr"
            ? "zk_version\t3.9.3\nzk_server_state\tfollower\n" + string.Concat(Enumerable.Range(0, 4000).Select(i => $"zk_new{i}\t{i}\n"))
            : "Mode: follower\n");
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 16 * 1024, resumeWriterThreshold: 8 * 1024));
        using var page = await _metrics.PageAsync();
        var writing = MetricsEndpoint.WriteAsync(page, ExpositionFormat.OpenMetrics, pipe.Writer);
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
        using var page = await _metrics.PageAsync();
        await MetricsEndpoint.WriteAsync(page, ExpositionFormat.Text, pipe.Writer);
    }
}
