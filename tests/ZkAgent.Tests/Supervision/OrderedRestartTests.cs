using Xunit;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Supervision;
using ZkAgent.Hosting;
using ZkAgent.Metrics;
using ZkAgent.Native;
using ZkAgent.Supervision;
using ZkAgent.Tests.Fakes;
using ZkAgent.Tests.Metrics;

namespace ZkAgent.Tests.Supervision;

/// <summary>Restarts that the agent orders, from the order to the next start: told by their own reason, and never the container's end.</summary>
public sealed class OrderedRestartTests : IDisposable
{
    private static readonly RestartOrder Order = new(RestartCause.IsolatedMember, "it has looked for a quorum for 2 min while 2 other voters have one under zk-1");

    private readonly ObservedTime _time = new();
    private readonly RememberedLog<Supervisor> _log = new();
    private readonly MetricsRegistry _metrics = new();
    private readonly ScriptedChildren _children = new();
    private readonly string _lastWords = Path.GetTempFileName();
    private readonly StopRequests _stop;
    private readonly SupervisionState _state;
    private readonly ZooKeeperRun _run;
    private readonly Task<int> _supervising;

    public OrderedRestartTests()
    {
        _stop = new(_time);
        _state = new(new(_time));
        var stopper = new ZooKeeperStop(_children, _stop, TimeSpan.FromSeconds(30), _ => Task.FromResult("leaving"), _state, _time, _log);
        // No cgroup: nothing counts OOM kills.
        _run = new(_children, _stop, stopper, new OomKills("/nonexistent"), () => false, _state, _log);
        var supervisor = new Supervisor(
            _ => Task.FromResult<StartRefusal?>(null), _run, new RestartBudget(Limit: 1, TimeSpan.FromMinutes(10)), _stop, _state, new RestartMetrics(_metrics), new TerminationLog(_lastWords, TimeProvider.System), _time, _log);
        _supervising = supervisor.RunAsync(new LaunchPlan(["zkServer.sh"], new Dictionary<string, string>()));
    }

    public void Dispose()
    {
        _stop.Dispose();
        File.Delete(_lastWords);
    }

    [Fact]
    public async Task Each_one_has_its_reason_in_log_metric_and_termination_message()
    {
        _run.Restart(Order);
        await _time.UntilTimerAsync(TimeSpan.FromSeconds(1));

        const string Sentence = "ZooKeeper ended: the agent stopped it, because it has looked for a quorum for 2 min while 2 other voters have one under zk-1. "
            + "Starting it again in 1 s (restart 1 for this reason in 10 min; ZK_RESTART_LIMIT does not count it).";
        Assert.Equal(Sentence, _log.Lines[^1]);
        Assert.Equal(Sentence, await File.ReadAllTextAsync(_lastWords, TestContext.Current.CancellationToken));
        Assert.Equal("1", await CountedAsync("isolated_member"));
        Assert.Equal(ProcessPhase.BackingOff, _state.Now.Phase);
        Assert.DoesNotContain(_log.Lines, line => line.Contains("heap", StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_of_them_than_the_limit_do_not_end_the_container_and_a_crash_after_them_has_its_whole_budget()
    {
        foreach (var seconds in (int[])[1, 2, 4, 8, 16, 30, 30])
        {
            _run.Restart(Order);
            await StartedAfterAsync(TimeSpan.FromSeconds(seconds));
        }
        Assert.False(_supervising.IsCompleted);

        _children.OnStart = child => child.Ended(ChildExit.Exited(1));
        _run.Restart(Order with { Cause = RestartCause.JoinTimeout });
        await _time.UntilTimerAsync(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        await _time.UntilTimerAsync(TimeSpan.FromSeconds(1));
        Assert.Contains("(restart 1 of 1 in 10 min)", _log.Lines[^1], StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await _supervising);
    }

    [Fact]
    public async Task A_second_order_for_the_same_run_changes_nothing_and_none_outlives_its_run()
    {
        _children.OnSignal = (_, _) => _run.Restart(Order with { Why = "another" });
        _run.Restart(Order);
        await StartedAfterAsync(TimeSpan.FromSeconds(1));
        Assert.Equal([LibC.SIGKILL], _children.Signals);

        _children.OnStart = child => child.Ended(ChildExit.Killed(9));
        _children.OnSignal = (_, _) => { };
        _run.Restart(Order);
        await _time.UntilTimerAsync(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(2));
        await _time.UntilTimerAsync(TimeSpan.FromSeconds(1));
        Assert.Equal("1", await CountedAsync("killed"));
    }

    private async Task<string> CountedAsync(string reason)
    {
        using var page = new AgentPage(_metrics, []);
        return (await page.SamplesAsync(GivenScrape.Serving()))[$"zkagent_zookeeper_restarts_total{{reason={reason}}}"];
    }

    private async Task StartedAfterAsync(TimeSpan delay)
    {
        var started = _children.Started;
        await _time.UntilTimerAsync(delay);
        _time.Advance(delay);
        await Poll.UntilAsync(() => _children.Started > started && _state.Now.Phase == ProcessPhase.Running, TimeSpan.FromSeconds(30), () => string.Join('\n', _log.Lines));
    }
}
