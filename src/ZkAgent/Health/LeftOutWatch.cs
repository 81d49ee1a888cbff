using Microsoft.Extensions.Logging;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Hosting;
using ZkAgent.Peers;

namespace ZkAgent.Health;

/// <summary>Starts ZooKeeper again when it is left out of a quorum that the others have.</summary>
internal sealed class LeftOutWatch(Seat seat, TimeSpan joining, Sampler sampler, PeerLooker peers, Action restart, TimeProvider time, ILogger log) : ISupportingService
{
    public string Name => "left-out-watch";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken stopping)
    {
        DateTimeOffset? last = null;
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
        {
            var health = sampler.Current;
            // The peers are asked only once it has lasted.
            if (health.State != HealthState.Looking || sampler.Now - health.Since < LeftOut.Patience(joining)) continue;
            var answers = await peers.LookAsync(PeerLooker.Deadline, stopping).ConfigureAwait(false);
            if (LeftOut.Decide(health, sampler.Now, joining, last, seat, answers) is not { } reason) continue;
            last = sampler.Now;
            log.LogWarning("{Sentence}", reason);
            restart();
        }
    }
}
