using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Supervision;
using ZkAgent.Ensemble;
using ZkAgent.Hosting;
using ZkAgent.Peers;
using ZkAgent.Volume;

namespace ZkAgent.DataGuard;

/// <summary>While ZooKeeper looks for a quorum, asks the guard again. A member among another ensemble's members must not vote, and a member whose quorum is gone has nothing to join.</summary>
/// <remarks>The watchdog restarts ZooKeeper as after a crash, so the guard decides again.</remarks>
internal sealed class GuardWatchdog(
    CurrentMember local, Func<HealthSnapshot> health, IPeers peers, VolumeIdentityFile identities, VolumeInspector volumes, VolumeThread thread, Func<GuardDecision?> decided, Action<RestartOrder> restart, TimeProvider time) : ISupportingService
{
    public string Name => "guard-watch";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken stopping)
    {
        long? withoutQuorum = null;
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
        {
            if (health().State is not (HealthState.Looking or HealthState.Loading))
            {
                withoutQuorum = null;
                continue;
            }
            var answers = await peers.AskAsync(Pause, stopping).ConfigureAwait(false);
            withoutQuorum = answers.Any(p => p.Report is { Serving: true }) ? null : withoutQuorum ?? time.GetTimestamp();
            TimeSpan? lasted = withoutQuorum is { } since ? time.GetElapsedTime(since) : null;
            if (await thread.RunAsync(() => OrderOf(answers, lasted), stopping).ConfigureAwait(false) is not { } order) continue;
            withoutQuorum = null;
            restart(order);
        }
    }

    private RestartOrder? OrderOf(IReadOnlyList<PeerAnswer> answers, TimeSpan? withoutQuorum)
    {
        if (ForeignVolume.Judge(local.Now, identities.Read().Known, answers) is { } foreign)
            return new(RestartCause.ForeignEnsemble, $"it must not vote with these members: {foreign.Sentence}");
        if (WithoutIdentity.Judge(volumes.Recent(), answers) is { } newer)
            return new(RestartCause.ForeignEnsemble, $"it must not vote with these members: {newer.Sentence}");
        return withoutQuorum is { } lasted && JoinTimeout.Why(decided()?.Action, volumes.Recent().Data, lasted) is { } stranded
            ? new(RestartCause.JoinTimeout, stranded)
            : null;
    }
}
