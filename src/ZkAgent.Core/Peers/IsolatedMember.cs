using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Peers;

/// <summary>Recognises a member that has been looking for a quorum for long while the others have one: a restart of its ZooKeeper helps.</summary>
/// <remarks>
/// ZooKeeper's listener for elections can end while the process lives (ZOOKEEPER-3320), and a member alone for long may back off far.
/// Never a reason when no member has a quorum: a restart would only leave one member less for the others to find.
/// </remarks>
public static class IsolatedMember
{
    /// <summary>In addition to the time that a member may take: three attempts to connect and load the leader's state.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);
    private const int Attempts = 3;

    /// <summary>A second restart for the same reason this soon would help no more than the first.</summary>
    public static readonly TimeSpan BetweenRestarts = TimeSpan.FromMinutes(15);

    /// <param name="joining">How long one attempt to join may take: initLimit ticks.</param>
    public static TimeSpan Timeout(TimeSpan joining) => Least + Attempts * joining;

    /// <summary>The restart to order; null when none would help.</summary>
    public static RestartOrder? Decide(
        HealthSnapshot health, DateTimeOffset now, TimeSpan joining, DateTimeOffset? lastRestart, LocalMember local, IReadOnlyCollection<PeerAnswer> peers)
    {
        if (health.State != HealthState.Looking || now - health.Since < Timeout(joining)) return null;
        if (lastRestart is { } last && now - last < BetweenRestarts) return null;
        if (peers.FirstOrDefault(p => p.Report is { Serving: true, Leading: true }) is not { } leader) return null;
        List<ServerId> serving = [.. peers.Where(p => p is { Report.Serving: true, Server.Role: ServerRole.Participant }).Select(p => p.Server.Id)];
        return !local.Topology.Rule.ContainsQuorum(serving) ? null
            : new(RestartCause.IsolatedMember, $"it has looked for a quorum for {DurationFormat.Duration(now - health.Since)} while {serving.Count} other voters have one under {leader.Server.ShortName}");
    }
}
