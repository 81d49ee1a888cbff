using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Supervision;
using ZkAgent.DataGuard;
using ZkAgent.Tests.Volume;

namespace ZkAgent.Tests.DataGuard;

/// <summary>The watch over a ZooKeeper that looks for a quorum, on a clock that stands still.</summary>
public sealed class GuardWatchdogTests : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly EnsembleId Ours = EnsembleId.New(Guid.NewGuid()), Theirs = EnsembleId.New(Guid.NewGuid());

    private readonly CancellationTokenSource _stop = new();
    private readonly GivenVolume _volume = new();
    private readonly GivenHealth _health;
    private readonly ScriptedPeers _peers = new(GivenVolume.LocalMember);
    private readonly List<RestartOrder> _orders = [];
    private GuardDecision? _decided = new(GuardAction.Join, "joins");
    private Task _watching = Task.CompletedTask;

    public GuardWatchdogTests() => _health = new(_volume.Time, Pause) { State = HealthState.Looking };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _volume.Dispose();
    }

    [Theory]
    [InlineData(HealthState.Serving)]
    [InlineData(HealthState.HeldBack)]
    [InlineData(HealthState.Ended)]
    public async Task It_asks_only_while_ZooKeeper_looks_for_a_quorum(HealthState state)
    {
        _health.State = state;
        _peers.Tells(2, MemberData.Data, serving: true, ensemble: Theirs);
        await WatchAsync(rounds: 3);
        Assert.Equal(0, _peers.Rounds);
        Assert.Empty(_orders);
    }

    [Fact]
    public async Task Among_members_of_another_ensemble_ZooKeeper_is_stopped_before_it_votes()
    {
        _volume.HoldsData();
        _volume.VolumeIdentities.Write(GivenVolume.VolumeIdentity(served: true) with { Ensemble = Ours });
        _peers.Tells(2, MemberData.Data, ensemble: Ours);
        await WatchAsync(rounds: 2);
        Assert.Empty(_orders);

        _peers.Tells(2, MemberData.Data, serving: true, ensemble: Theirs);
        await _health.RoundsAsync(1);
        Assert.Equal(RestartCause.ForeignEnsemble, _orders[0].Cause);
        Assert.Contains($"zk-1 serves in ensemble {Theirs.Abbreviated}", _orders[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_was_to_join_a_quorum_that_is_gone_is_stopped_after_ten_seconds_and_not_before()
    {
        await WatchAsync(rounds: 9);
        Assert.Empty(_orders);
        await _health.RoundsAsync(1);
        Assert.Equal(RestartCause.JoinTimeout, Assert.Single(_orders).Cause);

        // It counts from the beginning again.
        await _health.RoundsAsync(7);
        Assert.Single(_orders);
    }

    [Fact]
    public async Task A_quorum_that_is_seen_in_between_is_not_gone()
    {
        await WatchAsync(rounds: 7);
        _peers.Tells(3, MemberData.Data, serving: true);
        await _health.RoundsAsync(1);
        _peers.IsSilent(3);
        await _health.RoundsAsync(7);
        Assert.Empty(_orders);
    }

    [Theory]
    [InlineData(GuardAction.Bootstrap, false)]
    [InlineData(GuardAction.Start, true)]
    [InlineData(GuardAction.Join, true)]
    public async Task One_with_a_vote_waits_for_the_others_as_long_as_it_takes(GuardAction decided, bool data)
    {
        _decided = new(decided, "");
        if (data) _volume.HoldsData();
        await WatchAsync(rounds: 30);
        Assert.Empty(_orders);
    }

    private async Task WatchAsync(int rounds)
    {
        var watch = new GuardWatchdog(new(GivenVolume.LocalMember), _health.Sample, _peers, _volume.VolumeIdentities, _volume.Watch, _volume.Thread, () => _decided, _orders.Add, _volume.Time);
        _watching = watch.RunAsync(_stop.Token);
        await _volume.Time.UntilTimerAsync(Pause);
        await _health.RoundsAsync(rounds);
    }
}
