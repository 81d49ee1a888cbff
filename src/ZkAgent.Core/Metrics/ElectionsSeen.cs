using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Metrics;

/// <summary>Counts elections: a fold over the health of the server.</summary>
/// <param name="Count">Elections so far.</param>
/// <param name="Epoch">The highest epoch that was seen.</param>
/// <param name="Served">The server was last seen serving, in the run that it is in.</param>
/// <param name="EpochOwed">An election was counted whose epoch has not shown yet: a member shows the old one until the first transaction.</param>
public sealed record ElectionsSeen(long Count, long? Epoch, bool Served, bool EpochOwed)
{
    public static readonly ElectionsSeen None = new(0, null, false, false);

    public ElectionsSeen After(HealthSnapshot health)
    {
        // A server that was started again looks for the quorum that is there: that is no election.
        if (health.Seen.Process.Phase != ProcessPhase.Running) return this with { Served = false };
        if (health.State == HealthState.Looking) return Served ? this with { Count = Count + 1, Served = false, EpochOwed = true } : this;
        if (health.Seen.Sample?.Report is not { } report || !report.Mode.Serves()) return this;
        var epoch = report.Zxid is { Value: > 0 } zxid ? zxid.Epoch : (long?)null;
        if (epoch is null || epoch <= Epoch) return this with { Served = true };
        var another = Epoch is not null && !EpochOwed;
        return new(another ? Count + 1 : Count, epoch, Served: true, EpochOwed: false);
    }
}
