using System.Collections.Concurrent;
using Xunit;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Supervision;
using ZkAgent.Machine;
using ZkAgent.Peers;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Peers;

public sealed class IsolatedMemberWatchdogTests : IAsyncDisposable
{
    private static readonly TimeSpan Joining = TimeSpan.FromSeconds(20);

    private readonly ObservedTime _time = new();
    private readonly ServingPeers _peers = new(self: 3);
    private readonly ConcurrentQueue<RestartOrder> _orders = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly SteadyTime _steady;
    private readonly DateTimeOffset _began;
    private Task _running = Task.CompletedTask;
    private int _seen;
    private string? _mode;

    public IsolatedMemberWatchdogTests()
    {
        _steady = new(_time);
        _began = _steady.Now;
        _peers.Serves(1, leads: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    [Fact]
    public async Task A_member_that_is_left_out_for_long_is_restarted_once_with_its_reason()
    {
        Run();
        await PassAsync(IsolatedMember.Timeout(Joining) - IsolatedMemberWatchdog.Pause);
        Assert.Equal((0, 0), (_peers.Asked, _orders.Count));

        await PassAsync(IsolatedMemberWatchdog.Pause);
        await PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(new RestartOrder(RestartCause.IsolatedMember, "it has looked for a quorum for 2 min while 2 other voters have one under zk-0"), Assert.Single(_orders));

        await PassAsync(IsolatedMember.BetweenRestarts - TimeSpan.FromMinutes(10));
        Assert.Equal(2, _orders.Count);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public async Task A_wall_clock_that_is_set_neither_hastens_nor_delays_it(int setBy)
    {
        Run();
        await PassAsync(IsolatedMemberWatchdog.Pause);
        _time.SetWallClock(TimeSpan.FromSeconds(setBy));
        await PassAsync(IsolatedMember.Timeout(Joining) - 2 * IsolatedMemberWatchdog.Pause);
        Assert.Empty(_orders);
        await PassAsync(IsolatedMemberWatchdog.Pause);
        Assert.Single(_orders);
    }

    [Fact]
    public async Task One_that_joins_while_the_others_are_asked_is_left_alone()
    {
        _peers.Before = _ =>
        {
            _mode = "follower";
            return Task.CompletedTask;
        };
        Run();
        await PassAsync(IsolatedMember.Timeout(Joining));
        Assert.Equal((1, 0), (_peers.Asked, _orders.Count));
    }

    [Fact]
    public async Task The_others_are_asked_again_for_as_long_as_they_have_no_quorum()
    {
        _peers.LooksForQuorum(1);
        _peers.LooksForQuorum(2);
        Run();
        await PassAsync(IsolatedMember.Timeout(Joining) + IsolatedMemberWatchdog.Pause);
        Assert.Equal((2, 0), (_peers.Asked, _orders.Count));
    }

    private void Run() => _running = new IsolatedMemberWatchdog(new(_peers.LocalMember), Joining, Health, _peers, _orders.Enqueue, _steady).RunAsync(_stopping.Token);

    private HealthSnapshot Health()
    {
        Interlocked.Increment(ref _seen);
        return SampledHealth.Of(_mode, _began, _steady.Now);
    }

    /// <summary>Passes time tick by tick, each after the watch has dealt with the one before.</summary>
    private async Task PassAsync(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += IsolatedMemberWatchdog.Pause)
        {
            var seen = Volatile.Read(ref _seen);
            _time.Advance(IsolatedMemberWatchdog.Pause);
            await Poll.UntilAsync(() => Volatile.Read(ref _seen) > seen, TimeSpan.FromSeconds(30), () => $"a look at health after {passed}");
        }
    }
}
