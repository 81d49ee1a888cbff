using System.Text;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Supervision;
using ZkAgent.Health;
using ZkAgent.Http;
using ZkAgent.Metrics;
using ZkAgent.Tests.Fakes;
using static ZkAgent.Tests.Fakes.ScriptedZooKeeper;

namespace ZkAgent.Tests.Http;

public sealed class ProbePathsTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly ScriptedZooKeeper _zooKeeper = new() { Script = _ => Stalls() };

    public ValueTask DisposeAsync() => _zooKeeper.DisposeAsync();

    [Theory]
    [InlineData("/livez", 200)]
    [InlineData("/startupz", 503)]
    public async Task A_server_that_loads_in_silence_does_not_make_the_kubelet_wait(string path, int status)
    {
        var answering = Paths().AnswerAsync(path, "");
        await _time.UntilSomebodyWaitsAsync(ProbePaths.Patience);
        _time.Advance(ProbePaths.Patience);

        var answer = await answering;
        Assert.Equal(status, answer.Status);
        Assert.StartsWith("ZooKeeper has run for ", Encoding.UTF8.GetString(answer.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_waits_for_a_look_of_this_moment()
    {
        var answering = Paths().AnswerAsync("/readyz", "");
        await _time.UntilSomebodyWaitsAsync(Sampler.LookDeadline);
        _time.Advance(ProbePaths.Patience);
        Assert.False(answering.IsCompleted);
        _time.Advance(Sampler.LookDeadline);
        Assert.Equal(503, (await answering).Status);
    }

    private ProbePaths Paths()
    {
        var self = new EnsembleServer(new(1), "zk-0.zk-hs", 2888, 3888, ServerRole.Participant, _zooKeeper.Port);
        var seat = new Seat(new([self]), self, Standalone: false);
        var process = new SupervisionSnapshot(ProcessPhase.Running, _time.GetUtcNow(), 100, 0, null, "ZooKeeper runs");
        var sampler = new Sampler(new SampledServer("127.0.0.1", _zooKeeper.Port, Standalone: false, () => process, () => null), _time, new RememberedLog<Sampler>());
        return new ProbePaths(sampler, new("0.1.0", seat), new ProbeVerdicts(() => null), new ProbeTally());
    }
}
