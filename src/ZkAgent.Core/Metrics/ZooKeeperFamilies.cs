namespace ZkAgent.Core.Metrics;

/// <summary>What the agent reports of ZooKeeper in addition to mntr's numbers.</summary>
public static class ZooKeeperFamilies
{
    public static readonly MetricFamily Up = new("zk_up", MetricType.Gauge,
        "1 while ZooKeeper says that it serves; 0 otherwise, and then no other zk_ series is there (zkagent_health_state says why).");

    public static readonly MetricFamily ServerState = new("zk_server_state", MetricType.Gauge,
        "The role that ZooKeeper reports: 1 for the one it has, 0 for the others.")
    {
        Labels = "state=leader|follower|observer|standalone|read-only",
    };

    public static readonly MetricFamily ServerLeader = new("zk_server_leader", MetricType.Gauge, "1 while ZooKeeper reports that it leads.");

    public static readonly MetricFamily PeerState = new("zk_peer_state", MetricType.Gauge,
        "State and phase of the quorum's protocol, as ZooKeeper 3.6 and later report them.")
    {
        Labels = "state",
    };

    public static readonly MetricFamily Version = new("zk_version", MetricType.Gauge, "The version that ZooKeeper reports.") { Labels = "version" };

    public static readonly MetricFamily VersionAdvisory = new("zk_version_advisory", MetricType.Gauge,
        "A known fault of this version of ZooKeeper that loses data or lets unauthorized servers or clients in. The agent knows the version number only: a packager may have fixed the fault.")
    {
        Labels = "id, fixed",
    };

    public static readonly MetricFamily Voting = new("zk_voting", MetricType.Gauge, "1 where this server's vote counts in the quorum: as leader or follower, not as observer.");

    public static readonly MetricFamily OtherKey = new("zk_other_key", MetricType.Unknown,
        "A key of mntr that is no valid name, such as one with a namespace that has braces.")
    {
        Labels = "key",
    };

    public static readonly IReadOnlyList<MetricFamily> All = [Up, ServerState, ServerLeader, PeerState, Version, VersionAdvisory, Voting, OtherKey];

    /// <summary>True for a name, without <c>zk_</c>, that is one of these.</summary>
    public static bool Has(ReadOnlySpan<char> name)
    {
        foreach (var family in All)
            if (name.SequenceEqual(family.Name.AsSpan("zk_".Length))) return true;
        return false;
    }
}
