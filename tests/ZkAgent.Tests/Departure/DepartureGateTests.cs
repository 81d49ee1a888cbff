using Xunit;
using ZkAgent.Core.Departure;
using ZkAgent.Departure;
using ZkAgent.Resilience;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Departure;

public sealed class DepartureGateTests
{
    private static readonly TimeSpan SecondSample = TimeSpan.FromMilliseconds(150);

    private readonly ObservedTime _time = new();
    private readonly RememberedLog<DepartureGate> _log = new();
    private readonly DateTimeOffset _began;
    private string? _mode = "follower";

    public DepartureGateTests() => _began = _time.GetUtcNow();

    [Fact]
    public async Task The_highest_member_leaves_at_once_where_the_others_keep_the_quorum()
    {
        var peers = new ServingPeers(self: 3);
        var gate = Gate(peers);
        Assert.Equal(GateState.Open, gate.State);

        Assert.Equal("leaving: 2 of 3 voters stay in sync, a quorum needs 2", await gate.PassAsync(TestContext.Current.CancellationToken));
        Assert.Equal((GateState.Passed, 1), (gate.State, peers.Asked));
    }

    [Fact]
    public async Task A_lower_one_looks_a_second_time_before_it_relies_on_the_others()
    {
        var peers = new ServingPeers(self: 1);
        var passing = Gate(peers).PassAsync(TestContext.Current.CancellationToken);
        await _time.UntilTimerAsync(SecondSample);
        // Told to stop in the same moment, and gone by now.
        peers.IsSilent(3);
        _time.Advance(SecondSample);
        await _time.UntilTimerAsync(Pipelines.DepartureGatePause);
        Assert.Equal("waiting: a stop now would leave 1 of 3 voters in sync and a quorum needs 2; zk-2 does not resolve", _log.Lines[^1]);

        peers.Serves(3);
        _time.Advance(Pipelines.DepartureGatePause);
        await _time.UntilTimerAsync(SecondSample);
        _time.Advance(SecondSample);
        Assert.StartsWith("leaving: 2 of 3", await passing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_stop_would_do_harm_it_waits_and_says_each_reason_once()
    {
        var peers = new ServingPeers(self: 3);
        peers.IsSilent(1);
        var gate = Gate(peers);
        var passing = gate.PassAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 5; i++)
        {
            await _time.UntilTimerAsync(Pipelines.DepartureGatePause);
            _time.Advance(Pipelines.DepartureGatePause);
        }
        await _time.UntilTimerAsync(Pipelines.DepartureGatePause);
        Assert.Equal(GateState.Waiting, gate.State);
        Assert.Contains("zk-0 does not resolve", Assert.Single(_log.Lines), StringComparison.Ordinal);

        peers.Serves(1);
        _time.Advance(Pipelines.DepartureGatePause);
        await passing;
        Assert.Equal(2, _log.Lines.Count);
    }

    [Fact]
    public async Task A_quorum_that_stays_away_is_not_waited_for()
    {
        _mode = null;
        var peers = new ServingPeers(self: 3);
        peers.LooksForQuorum(1);
        peers.LooksForQuorum(2);
        var passing = Gate(peers).PassAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 4; i++)
        {
            await _time.UntilTimerAsync(Pipelines.DepartureGatePause);
            Assert.False(passing.IsCompleted);
            _time.Advance(Pipelines.DepartureGatePause);
        }
        Assert.Equal("leaving: this member serves in no quorum that could be kept", await passing);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_time_is_over_it_gives_up_wherever_it_waits(bool whileAsking)
    {
        var peers = new ServingPeers(self: 3);
        peers.IsSilent(1);
        if (whileAsking) peers.Before = over => Task.Delay(Timeout.Infinite, over);
        using var over = new CancellationTokenSource();
        var gate = Gate(peers);
        var passing = gate.PassAsync(over.Token);
        if (!whileAsking) await _time.UntilTimerAsync(Pipelines.DepartureGatePause);
        await over.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => passing);
        Assert.Equal(GateState.GaveUp, gate.State);
    }

    [Fact]
    public async Task A_decision_to_wait_that_comes_as_the_time_ends_is_no_leave()
    {
        var peers = new ServingPeers(self: 3);
        peers.IsSilent(1);
        using var over = new CancellationTokenSource();
        // An answer that no longer heeds the time.
        var gate = new DepartureGate(new(peers.LocalMember), async _ =>
        {
            await over.CancelAsync();
            return SampledHealth.Of(null, _began, _began);
        }, peers, _time, _log);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate.PassAsync(over.Token));
    }

    private DepartureGate Gate(ServingPeers peers) => new(new(peers.LocalMember), _ => Task.FromResult(SampledHealth.Of(_mode, _began, _time.GetUtcNow())), peers, _time, _log);
}
