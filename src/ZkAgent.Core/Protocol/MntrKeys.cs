namespace ZkAgent.Core.Protocol;

/// <summary>The mntr keys that health is judged by. All others stay in the text, for metrics.</summary>
/// <remarks>ZooKeeper's own spelling: MonitorCommand.java, ZooKeeperServer.java, quorum/LeaderZooKeeperServer.java.</remarks>
public static class MntrKeys
{
    public const string Version = "zk_version";
    public const string ServerState = "zk_server_state";

    /// <summary>3.6 and later: <c>following - broadcast</c> and its like.</summary>
    public const string PeerState = "zk_peer_state";

    public const string AverageLatency = "zk_avg_latency";
    public const string MinimumLatency = "zk_min_latency";
    public const string MaximumLatency = "zk_max_latency";
    public const string Connections = "zk_num_alive_connections";
    public const string Outstanding = "zk_outstanding_requests";
    public const string NodeCount = "zk_znode_count";
    public const string Uptime = "zk_uptime";

    /// <summary>3.6 and later: how many participants this server's own configuration counts, itself included.</summary>
    public const string QuorumSize = "zk_quorum_size";

    /// <summary>On the leader: every connected follower, the non-voting ones too, and those still receiving a snapshot.</summary>
    public const string SyncedFollowers = "zk_synced_followers";

    public const string SyncedNonVotingFollowers = "zk_synced_non_voting_followers";
    public const string SyncedObservers = "zk_synced_observers";
    public const string Learners = "zk_learners";

    /// <summary>What <see cref="Learners"/> was called before 3.6.</summary>
    public const string Followers = "zk_followers";

    /// <summary>3.6 and later: how many reads there were since the start, and how many milliseconds they took together; pings count as reads.</summary>
    public const string ReadLatencyCount = "zk_cnt_readlatency";
    public const string ReadLatencySum = "zk_sum_readlatency";
    public const string UpdateLatencyCount = "zk_cnt_updatelatency";
    public const string UpdateLatencySum = "zk_sum_updatelatency";

    /// <summary>The phase of <see cref="PeerState"/> in which a learner is up to date and serves.</summary>
    public const string Broadcast = "broadcast";
}
