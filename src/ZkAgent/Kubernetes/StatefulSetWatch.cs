using Microsoft.Extensions.Logging;
using ZkAgent.Core.Ensemble;
using ZkAgent.Hosting;
using ZkAgent.Membership;

namespace ZkAgent.Kubernetes;

/// <summary>Reads the own StatefulSet every ten seconds, and on demand.</summary>
internal sealed class StatefulSetWatch(StatefulSetClient client, TimeProvider time, ILogger log) : IWantedMembers, ISupportingService
{
    /// <summary>From the API server's memory: two hundred members cost it twenty small requests a second.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private volatile WantedMembers _last = new WantedMembers.Unknown("cannot tell which members are wanted yet: the API server has not answered");

    public string Name => "statefulset-watch";

    public WantedMembers Last => _last;

    public async Task<WantedMembers> ReadAsync(CancellationToken cancellation) => Remember(await client.ReadAsync(consistent: true, cancellation).ConfigureAwait(false));

    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do Remember(await client.ReadAsync(consistent: false, stopping).ConfigureAwait(false));
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false));
    }

    /// <summary>The log hears of changes only.</summary>
    private WantedMembers Remember(WantedMembers now)
    {
        if (Interlocked.Exchange(ref _last, now) == now) return now;
        switch (now)
        {
            case WantedMembers.Range(var first, var count): log.LogInformation("{Sentence}", $"The StatefulSet asks for {count} {(count == 1 ? "member" : "members")}, ordinals {first} to {first + count - 1}."); break;
            case WantedMembers.Gone(var why): log.LogInformation("{Sentence}", $"The membership stays as it is, because {why}."); break;
            case WantedMembers.Unknown(var why): log.LogWarning("{Sentence}", why); break;
        }
        return now;
    }
}
