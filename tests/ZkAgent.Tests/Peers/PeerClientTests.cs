using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Status;
using ZkAgent.Core.Supervision;
using ZkAgent.Health;
using ZkAgent.Http;
using ZkAgent.Metrics;
using ZkAgent.Peers;
using ZkAgent.Tests.Http;

namespace ZkAgent.Tests.Peers;

/// <summary>One agent asks another over HTTP, both as they are.</summary>
public sealed class PeerClientTests : IAsyncDisposable
{
    private static readonly EnsembleId Ours = EnsembleId.New(Guid.NewGuid()), Theirs = EnsembleId.New(Guid.NewGuid());
    private static readonly EnsembleServer Self = new(new(1), "127.0.0.2", 2888, 3888, ServerRole.Participant, 1);
    private static readonly EnsembleServer Peer = new(new(2), "127.0.0.1", 2888, 3888, ServerRole.Participant, 1);

    private WebApplication? _agent;

    public async ValueTask DisposeAsync()
    {
        if (_agent is null) return;
        await _agent.StopAsync(CancellationToken.None);
        await _agent.DisposeAsync();
    }

    [Fact]
    public async Task The_member_that_is_asked_answers()
    {
        var answer = await AskAsync(Ours, called: "127.0.0.1", holds: Ours);
        Assert.Equal(("127.0.0.1", MemberData.Empty), (answer.Report!.Name, answer.Report.Volume!.Data));
    }

    [Fact]
    public async Task A_foreign_member_at_its_address_is_no_answer()
    {
        var answer = await AskAsync(null, called: "zk-1.zk-hs.other.svc.cluster.local", holds: Theirs);
        Assert.Null(answer.Report);
        Assert.Equal("is answered for by zk-1.zk-hs.other.svc.cluster.local (myid 2), which is another member", answer.Failure);
    }

    [Fact]
    public async Task A_member_of_another_ensemble_is_a_stranger()
    {
        var answer = await AskAsync(Ours, called: "127.0.0.1", holds: Theirs);
        Assert.Null(answer.Report);
        Assert.Equal(Theirs, answer.Stranger!.Volume!.Ensemble);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("zk-1.zk-hs.other.svc.cluster.local", false)]
    public async Task A_foreign_agent_is_no_relay_for_a_look_either(string called, bool answered)
    {
        var relay = new AgentRelay(await StartAsync(called, Ours), TimeProvider.System);
        var sample = await relay.SampleAsync(Peer, PeerClient.Deadline, TestContext.Current.CancellationToken);
        Assert.Equal(answered, sample.Answered);
        if (!answered) Assert.Equal("answered for by another member", sample.Sample.Reason);
    }

    private async Task<PeerAnswer> AskAsync(EnsembleId? ours, string called, EnsembleId holds)
    {
        var local = new LocalMember(new([Self, Peer]), Self, Standalone: false);
        var sampler = new PeerClient(new(local), await StartAsync(called, holds), () => ours, TimeProvider.System);
        return Assert.Single(await sampler.AskAsync(PeerClient.Deadline, TestContext.Current.CancellationToken));
    }

    /// <summary>The asked agent.</summary>
    /// <returns>Its port.</returns>
    private async Task<int> StartAsync(string called, EnsembleId holds)
    {
        var registry = new MetricsRegistry();
        var process = new SupervisionSnapshot(ProcessPhase.HeldBack, DateTimeOffset.UnixEpoch, null, 0, null, "held back");
        var sampler = new Sampler(new SampledServer("127.0.0.1", 1, Standalone: false, () => process, () => null), new ElectionMetrics(registry), new(TimeProvider.System), NullLogger<Sampler>.Instance);
        var identity = new AgentIdentity("0.1.0", new(new([Self, Peer]), Peer, Standalone: false), new([called], AnswersToAny: false));
        var paths = new ProbePaths(sampler, () => identity, () => Task.FromResult(new ReportedVolume(new MemberVolume("life", MemberData.Empty, holds, false, []))), () => VolumeTimeout.Check(null), new ProbeVerdicts(() => null, () => []), new ProbeMetrics(registry));
        _agent = LoopbackServer.Build(0, paths, new MetricsEndpoint(MetricNames.Zk, sampler, new AgentPage(registry, [])));
        await _agent.StartAsync(TestContext.Current.CancellationToken);
        return LoopbackServer.PortOf(_agent);
    }
}
