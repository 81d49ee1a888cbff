using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Health;
using ZkAgent.Peers;

namespace ZkAgent.DataGuard;

/// <summary>Stops a ZooKeeper that looks for a quorum among members of another ensemble; the guard then decides which of them is wrong.</summary>
internal sealed class ForeignVolumeWatch(Seat seat, Sampler sampler, PeerLooker peers, StampFile stamps, Action restart, TimeProvider time, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
        {
            if (sampler.Current.State is not (HealthState.Looking or HealthState.Loading)) continue;
            var answers = await peers.LookAsync(Pause, stopping).ConfigureAwait(false);
            if (ForeignVolume.Judge(seat, stamps.Read().Stamp, answers) is not { } foreign) continue;
            log.LogWarning("{Sentence}", $"{foreign.Sentence}; ZooKeeper is stopped before it votes");
            restart();
        }
    }
}
