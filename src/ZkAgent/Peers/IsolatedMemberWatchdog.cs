using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Supervision;
using ZkAgent.Ensemble;
using ZkAgent.Hosting;
using ZkAgent.Machine;

namespace ZkAgent.Peers;

/// <summary>Restarts ZooKeeper when it is outside a quorum that the other members have.</summary>
/// <param name="local">Our place in the ensemble.</param>
/// <param name="joining">How long one attempt to join may take: initLimit ticks.</param>
/// <param name="health">Our health as last seen.</param>
/// <param name="peers">The other members.</param>
/// <param name="restart">Takes the order.</param>
/// <param name="time">The clock that health is dated by.</param>
internal sealed class IsolatedMemberWatchdog(
    CurrentMember local, TimeSpan joining, Func<HealthSnapshot> health, IPeers peers, Action<RestartOrder> restart, SteadyTime time) : ISupportingService
{
    public string Name => "isolated-member-watchdog";

    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken stopping)
    {
        DateTimeOffset? last = null;
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
        {
            var now = time.Now;
            // The peers are asked only once it has lasted.
            if (health() is not { State: HealthState.Looking } looking || now - looking.Since < IsolatedMember.Timeout(joining)) continue;
            var answers = await peers.AskAsync(PeerClient.Deadline, stopping).ConfigureAwait(false);
            // Seen again: it may have joined while they were asked.
            if (IsolatedMember.Decide(health(), now, joining, last, local.Now, answers) is not { } order) continue;
            last = now;
            restart(order);
        }
    }
}
