using Microsoft.Extensions.Hosting;
using Xunit;
using ZkAgent.CommandLine;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Supervision;
using ZkAgent.Hosting;
using ZkAgent.Launch;
using ZkAgent.Supervision;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Supervision;

public sealed class SupervisorServiceTests : IDisposable
{
    private readonly RememberedLog<SupervisorService> _log = new();
    private readonly StopRequests _stop = new(TimeProvider.System);
    private readonly StoppedHost _host = new();
    private readonly string _lastWords = Path.GetTempFileName();

    public void Dispose()
    {
        _stop.Dispose();
        _host.Dispose();
        File.Delete(_lastWords);
    }

    [Fact]
    public async Task A_supervisor_that_throws_ends_the_agent_with_its_reason_and_a_code_of_its_own()
    {
        var (service, end) = Service(_ => throw new InvalidOperationException("a decision without a case."));
        await service.RunAsync();
        const string Sentence = "cannot supervise ZooKeeper any longer: a decision without a case; this is a fault of zkagent, which stops ZooKeeper and ends";
        Assert.Equal(Sentence, end.Failure);
        Assert.Equal(ExitCodes.AgentFailed, end.Code);
        Assert.Equal([Sentence], _log.Lines);
        Assert.Equal(Sentence, await File.ReadAllTextAsync(_lastWords, TestContext.Current.CancellationToken));
        Assert.True(_host.IsStopped);
    }

    [Fact]
    public async Task A_supervisor_that_refuses_ends_the_agent_with_the_refusal()
    {
        var (service, end) = Service(_ => Task.FromResult<StartRefusal?>(new(ExitCodes.VolumeRefuses, "cannot use this volume")));
        await service.RunAsync();
        Assert.Null(end.Failure);
        Assert.Equal(ExitCodes.VolumeRefuses, end.Code);
        Assert.True(_host.IsStopped);
    }

    private (SupervisorService Service, AgentExit End) Service(Func<CancellationToken, Task<StartRefusal?>> mayStart)
    {
        var time = TimeProvider.System;
        var state = new SupervisionState(new(time));
        // Its threads begin with the first start, and there is none here.
        var children = new ChildProcesses(shim: null);
        var stopper = new ZooKeeperStop(children, _stop, TimeSpan.FromSeconds(30), _ => Task.FromResult("leaving"), state, time, _log);
        var run = new ZooKeeperRun(children, _stop, stopper, new OomKills(), () => false, state, _log);
        var terminationMessage = new TerminationLog(_lastWords, TimeProvider.System);
        var supervisor = new Supervisor(mayStart, run, new RestartBudget(5, TimeSpan.FromMinutes(10)), _stop, state, new RestartMetrics(new()), terminationMessage, time, _log);
        var end = new AgentExit(_stop, terminationMessage, _log);
        var self = new EnsembleServer(new(1), "zk-0", 2888, 3888, ServerRole.Participant, 2181);
        var ownName = new OwnNameWait((_, _) => throw new InvalidOperationException("a standalone server does not ask"), _ => { }, time, _log);
        var launch = new LaunchPlan(["/bin/true"], new Dictionary<string, string>());
        return (new(supervisor, children, run, ownName, new(new([self]), self, Standalone: true), launch, _stop, end, _host, _log), end);
    }

    private sealed class StoppedHost : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public bool IsStopped => _stopping.IsCancellationRequested;

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
