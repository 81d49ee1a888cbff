using System.Text;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Supervision;
using ZkAgent.Health;
using ZkAgent.Http;
using ZkAgent.Metrics;
using ZkAgent.Tests.Fakes;
using static ZkAgent.Tests.Fakes.ScriptedZooKeeper;

namespace ZkAgent.Tests.Http;

public sealed class ProbePathsTests : IAsyncDisposable
{
    private readonly ObservedTime _time = new();
    private readonly MetricsRegistry _metrics = new();
    private readonly ScriptedZooKeeper _zooKeeper = new() { Script = _ => Stalls() };

    public ValueTask DisposeAsync() => _zooKeeper.DisposeAsync();

    [Theory]
    [InlineData("/livez", 200)]
    [InlineData("/startupz", 503)]
    public async Task A_server_that_loads_in_silence_does_not_make_the_kubelet_wait(string path, int status)
    {
        var answering = Paths().AnswerAsync(path, "");
        await _time.UntilTimerAsync(ProbePaths.Timeout);
        _time.Advance(ProbePaths.Timeout);

        var answer = await answering;
        Assert.Equal(status, answer.Status);
        Assert.StartsWith("ZooKeeper has run for ", Encoding.UTF8.GetString(answer.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_waits_for_a_look_of_this_moment_and_says_no_while_the_kubelet_still_listens()
    {
        var paths = Paths();
        _zooKeeper.Script = Serving("follower");
        Assert.Equal(200, (await paths.AnswerAsync("/readyz", "")).Status);

        _zooKeeper.Script = _ => Stalls();
        _time.Advance(ProbePaths.SharedSampleAge + TimeSpan.FromMilliseconds(1));
        var answering = paths.AnswerAsync("/readyz", "");
        await _time.UntilTimerAsync(ProbePaths.ReadyTimeout);
        _time.Advance(ProbePaths.Timeout);
        Assert.False(answering.IsCompleted);
        _time.Advance(ProbePaths.ReadyTimeout - ProbePaths.Timeout);

        var answer = await answering;
        Assert.Equal(503, answer.Status);
        Assert.Equal("ZooKeeper does not answer now: its last answer is 1.3 s old, readiness takes one of at most 1 s\n", Encoding.UTF8.GetString(answer.Body.Span));
        Assert.True(ProbePaths.ReadyTimeout < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_look_from_just_before_is_no_yes_once_patience_has_run_out()
    {
        // The oldest sample that is not simply shared would be young enough for a yes if its age were counted when the request came.
        Assert.True(ProbePaths.SharedSampleAge + ProbePaths.ReadyTimeout > Core.Health.Probes.ReadySampleAge);
        var answering = Paths().AnswerAsync("/readyz", "");
        await _time.UntilTimerAsync(ProbePaths.ReadyTimeout);
        _time.Advance(ProbePaths.ReadyTimeout);
        Assert.StartsWith("ZooKeeper has run for ", Encoding.UTF8.GetString((await answering).Body.Span), StringComparison.Ordinal);
    }

    private ProbePaths Paths()
    {
        var self = new EnsembleServer(new(1), "zk-0.zk-hs", 2888, 3888, ServerRole.Participant, _zooKeeper.Port);
        var local = new LocalMember(new([self]), self, Standalone: false);
        var process = new SupervisionSnapshot(ProcessPhase.Running, _time.GetUtcNow(), 100, 0, null, "ZooKeeper runs");
        var sampler = new Sampler(new SampledServer("127.0.0.1", _zooKeeper.Port, Standalone: false, () => process, () => null), new ElectionMetrics(_metrics), new(_time), new RememberedLog<Sampler>());
        return new ProbePaths(sampler, () => new("0.1.0", local, new([self.Host], AnswersToAny: false)), () => Task.FromResult(new ReportedVolume(new MemberVolume("life", MemberData.Data, null, true, []))), () => VolumeTimeout.Check(null), new ProbeVerdicts(() => null, () => []), new ProbeMetrics(_metrics));
    }
}
