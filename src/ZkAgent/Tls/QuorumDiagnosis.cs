using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Tls;
using ZkAgent.Health;
using ZkAgent.Hosting;
using ZkAgent.Machine;

namespace ZkAgent.Tls;

/// <summary>While ZooKeeper looks for a quorum, tries TLS with the other members and says whether that is the reason. ZooKeeper's log names it on neither side.</summary>
/// <param name="local">Our place in the ensemble.</param>
/// <param name="health">Our health as last seen.</param>
/// <param name="trouble">Receives the reason.</param>
/// <param name="terminationMessage">The same, for kubectl describe.</param>
/// <param name="time">The clock that health is dated by.</param>
internal sealed class QuorumDiagnosis(LocalMember local, PeerHandshakes handshakes, Func<HealthSnapshot> health, QuorumTrouble trouble, TerminationLog terminationMessage, SteadyTime time, ILogger log) : ISupportingService
{
    public string Name => "quorum-tls";

    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>An election takes less.</summary>
    public static readonly TimeSpan After = TimeSpan.FromSeconds(4);

    /// <summary>Each try is an error in the log of each other member.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromSeconds(20);

    public async Task RunAsync(CancellationToken stopping)
    {
        DateTimeOffset? tried = null;
        for (; ; await Task.Delay(Pause, time, stopping).ConfigureAwait(false))
        {
            if (health() is not { State: HealthState.Looking } looking)
            {
                (trouble.Reason, tried) = (null, null);
                continue;
            }
            if (time.Now - looking.Since < After || time.Now - tried < Between) continue;
            tried = time.Now;
            var reason = await ReasonAsync(stopping).ConfigureAwait(false);
            if (reason is not null && reason != trouble.Reason)
            {
                var sentence = $"ZooKeeper looks for a quorum: {reason}";
                log.LogWarning("{Sentence}", sentence);
                terminationMessage.Write(sentence);
            }
            trouble.Reason = reason;
        }
    }

    private async Task<string?> ReasonAsync(CancellationToken stopping)
    {
        try
        {
            var peers = local.Topology.Servers.Where(s => s.Id != local.Self.Id);
            return PeerHandshake.Sentence(await handshakes.TryAsync(peers, stopping).ConfigureAwait(false), time.Now);
        }
        // The stores may be replaced in this moment; the next try reads them again.
        catch (Exception e) when (e is IOException or CryptographicException) { return null; }
    }
}
