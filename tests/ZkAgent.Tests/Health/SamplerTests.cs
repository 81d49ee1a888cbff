using Xunit;
using ZkAgent.Core.Health;
using ZkAgent.Core.Supervision;
using ZkAgent.Health;
using ZkAgent.Metrics;
using ZkAgent.Tests.Fakes;
using ZkAgent.Tests.Metrics;
using static ZkAgent.Tests.Fakes.ScriptedZooKeeper;

namespace ZkAgent.Tests.Health;

public sealed class SamplerTests : IAsyncDisposable
{
    private static readonly TimeSpan HalfSecond = TimeSpan.FromMilliseconds(500);

    private readonly ObservedTime _time = new();
    private readonly ScriptedZooKeeper _zooKeeper = new() { Script = Serving("follower") };
    private readonly RememberedLog<Sampler> _log = new();
    private readonly MetricsRegistry _metrics = new();
    private SupervisionSnapshot _process = new(ProcessPhase.Running, default, 100, 0, null, "ZooKeeper runs");
    private string? _draining;

    public ValueTask DisposeAsync() => _zooKeeper.DisposeAsync();

    [Fact]
    public async Task Twenty_who_ask_at_once_share_one_exchange()
    {
        var sampler = Sampler();
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sampler.SampleAsync(HalfSecond)));
        Assert.All(all, health => Assert.Same(all[0], health));
        Assert.Equal(["srvr", "mntr"], _zooKeeper.Words);
    }

    [Fact]
    public async Task A_young_look_is_taken_from_memory_and_an_old_one_is_not()
    {
        var sampler = Sampler();
        var first = await sampler.SampleAsync(HalfSecond);
        _time.Advance(HalfSecond);
        Assert.Same(first, await sampler.SampleAsync(HalfSecond));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.NotSame(first, await sampler.SampleAsync(HalfSecond));
        Assert.Equal(4, _zooKeeper.Words.Count);
    }

    [Fact]
    public async Task A_drain_or_a_dead_process_counts_at_once_however_young_the_look()
    {
        var sampler = Sampler();
        Assert.Equal(HealthState.Serving, (await sampler.SampleAsync(HalfSecond)).State);
        _draining = "it is told to leave";
        Assert.Equal(HealthState.Draining, (await sampler.SampleAsync(HalfSecond)).State);
        _draining = null;
        _process = _process with { Phase = ProcessPhase.BackingOff, Pid = null, Sentence = "it starts again in 1 s" };
        var health = await sampler.SampleAsync(HalfSecond);
        Assert.Equal((HealthState.BackingOff, "it starts again in 1 s"), (health.State, health.Sentence));
        Assert.Null(health.Seen.Sample);
    }

    [Fact]
    public async Task A_server_that_does_not_serve_is_asked_one_word_only()
    {
        _zooKeeper.Script = Serving(null);
        Assert.Equal(HealthState.Looking, (await Sampler().SampleAsync(HalfSecond)).State);
        Assert.Equal(["srvr"], _zooKeeper.Words);
    }

    [Fact]
    public async Task A_connection_closed_unanswered_is_tried_once_more()
    {
        var refusals = 1;
        _zooKeeper.Script = word => Interlocked.Decrement(ref refusals) >= 0 ? ClosesEmpty() : Serving("leader")(word);
        Assert.Equal(HealthState.Serving, (await Sampler().SampleAsync(HalfSecond)).State);
        _zooKeeper.Script = _ => ClosesEmpty();
        var sampler = Sampler();
        Assert.Equal(HealthState.Loading, (await sampler.SampleAsync(HalfSecond)).State);
    }

    [Fact]
    public async Task A_hung_server_costs_two_seconds_and_then_is_mute()
    {
        var sampler = Sampler();
        await sampler.SampleAsync(HalfSecond);
        _zooKeeper.Script = _ => Stalls();
        _time.Advance(TimeSpan.FromSeconds(10));
        var looking = sampler.SampleAsync(HalfSecond);
        await _time.UntilTimerAsync(Deadline);
        Assert.False(looking.IsCompleted);
        // Both words wait, each with its own timer at the same moment.
        _time.Advance(Deadline);
        var health = await looking;
        Assert.Equal(HealthState.Unresponsive, health.State);
        Assert.False(Probes.DecideReady(health, sampler.Now).Pass);
        Assert.True(Probes.DecideLive(health).Pass);
    }

    [Fact]
    public async Task A_caller_with_a_short_timeout_gets_the_last_sample_while_the_new_one_goes_on()
    {
        var sampler = Sampler();
        var last = await sampler.SampleAsync(HalfSecond);
        _zooKeeper.Script = _ => Stalls();
        _time.Advance(TimeSpan.FromSeconds(10));
        var asking = sampler.SampleAsync(HalfSecond, HalfSecond);
        await _time.UntilTimerAsync(HalfSecond);
        await _time.UntilTimerAsync(Deadline);
        _time.Advance(HalfSecond);
        Assert.Same(last, await asking);
        var patient = sampler.SampleAsync(HalfSecond);
        _time.Advance(Deadline - HalfSecond);
        Assert.Equal(HealthState.Unresponsive, (await patient).State);
    }

    [Fact]
    public async Task Elections_are_counted_when_a_look_shows_them()
    {
        var sampler = Sampler();
        using var page = new AgentPage(_metrics, []);
        foreach (var mode in (string?[])["follower", null, "leader", "leader", null])
        {
            _zooKeeper.Script = Serving(mode);
            await sampler.SampleAsync(TimeSpan.Zero);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([("zkagent_elections_total", "2")], (await page.SamplesAsync(GivenScrape.Serving())).Select(s => (s.Key, s.Value)));
    }

    [Fact]
    public async Task Each_change_of_state_is_logged_once_as_its_sentence()
    {
        _zooKeeper.Script = Serving(null);
        var sampler = Sampler();
        for (var i = 0; i < 3; i++) await NextAsync();
        _zooKeeper.Script = Serving("leader");
        for (var i = 0; i < 3; i++) await NextAsync();
        Assert.Equal(
        [
            "looking: ZooKeeper looks for a quorum: it answers that it is not serving",
            "serving: ZooKeeper serves as leader, epoch 1",
        ], _log.Lines);

        Task NextAsync()
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return sampler.SampleAsync(HalfSecond);
        }
    }

    [Fact]
    public async Task Without_questions_it_samples_fast_until_it_serves_and_slowly_after()
    {
        _zooKeeper.Script = Serving(null);
        var sampler = Sampler();
        using var stopping = new CancellationTokenSource();
        var running = sampler.RunAsync(stopping.Token);
        await _time.UntilTimerAsync(SamplingPace.Fast);
        Assert.Equal(HealthState.Looking, sampler.Current.State);
        _zooKeeper.Script = Serving("follower");
        _time.Advance(SamplingPace.Fast);
        await _time.UntilTimerAsync(SamplingPace.Slow);
        Assert.Equal(HealthState.Serving, sampler.Current.State);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static TimeSpan Deadline => ZkAgent.Health.Sampler.SampleDeadline;

    private Sampler Sampler() => new(new SampledServer("127.0.0.1", _zooKeeper.Port, Standalone: false, () => _process, () => _draining), new ElectionMetrics(_metrics), new(_time), _log);
}
