using Microsoft.Extensions.Logging;
using ZkAgent.Core.Health;
using ZkAgent.Hosting;
using ZkAgent.Machine;

namespace ZkAgent.Health;

/// <summary>While ZooKeeper looks for a quorum, finds out whether TLS or authentication is the reason, and says so.</summary>
/// <param name="reasons">What is tried.</param>
/// <param name="health">Our health as last seen.</param>
/// <param name="trouble">Receives the reason.</param>
/// <param name="terminationMessage">The same, for kubectl describe.</param>
/// <param name="time">The clock that health is dated by.</param>
internal sealed class QuorumDiagnosis(IEnumerable<IQuorumReason> reasons, Func<HealthSnapshot> health, QuorumTrouble trouble, TerminationLog terminationMessage, SteadyTime time, ILogger log) : ISupportingService
{
    public string Name => "quorum-diagnosis";

    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>An election takes less.</summary>
    public static readonly TimeSpan After = TimeSpan.FromSeconds(4);

    /// <summary>A handshake is an error in the log of each other member.</summary>
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
            var found = await Task.WhenAll(reasons.Select(r => r.FindAsync(stopping))).ConfigureAwait(false);
            var reason = found.OfType<string>().ToList() is { Count: > 0 } several ? string.Join("; ", several) : null;
            if (reason is not null && reason != trouble.Reason)
            {
                var sentence = $"ZooKeeper looks for a quorum: {reason}";
                log.LogWarning("{Sentence}", sentence);
                terminationMessage.Write(sentence);
            }
            trouble.Reason = reason;
        }
    }
}
