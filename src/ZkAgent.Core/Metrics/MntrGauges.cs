namespace ZkAgent.Core.Metrics;

/// <summary>What goes up and down in mntr.</summary>
public static class MntrGauges
{
    public static readonly MntrFamily[] All =
    [
        Of("approximate_data_size", "3.4", "bytes", "Approximate size of the data tree in memory."),
        Of("avg_latency", "3.4", "ms", "Average time that a request took, since the start or srst."),
        Of("connection_drop_probability", "3.6", "", "With which probability a new connection is dropped by the throttle (zookeeper.connection_throttle_*)."),
        Of("ephemerals_count", "3.4", "", "Ephemeral znodes."),
        Of("followers", "3.4", "", "Followers connected to this leader; up to 3.5, later called learners."),
        Of("global_sessions", "3.6", "", "Sessions that the whole ensemble knows."),
        Of("last_client_response_size", "3.6", "bytes", "Size of the last answer to a client; -1 before the first."),
        Of("last_proposal_size", "3.5", "bytes", "Size of the last proposal of this leader; -1 before the first."),
        Of("leader_uptime", "3.6", "ms", "How long this leader has led."),
        Of("learners", "3.6", "", "Followers and observers connected to this leader."),
        Of("local_sessions", "3.6", "", "Sessions that only this server knows."),
        Of("max_client_response_size", "3.6", "bytes", "Size of the largest answer to a client; -1 before the first."),
        Of("max_file_descriptor_count", "3.4", "", "File descriptors that the process may have."),
        Of("max_latency", "3.4", "ms", "Longest time that a request took, since the start or srst."),
        Of("max_proposal_size", "3.5", "bytes", "Size of this leader's largest proposal; -1 before the first."),
        Of("min_client_response_size", "3.6", "bytes", "Size of the smallest answer to a client; -1 before the first."),
        Of("min_latency", "3.4", "ms", "Shortest time that a request took, since the start or srst."),
        Of("min_proposal_size", "3.5", "bytes", "Size of this leader's smallest proposal; -1 before the first."),
        Of("non_mtls_local_conn_count", "3.6", "", "Clients on this host that are connected without TLS."),
        Of("non_mtls_remote_conn_count", "3.6", "", "Clients on other hosts that are connected without TLS."),
        Of("num_alive_connections", "3.4", "", "Open connections of clients."),
        Of("observer_master_id", "3.6", "", "The id of the server that this observer follows."),
        Of("open_file_descriptor_count", "3.4", "", "File descriptors that the process has open."),
        Of("outstanding_requests", "3.4", "", "Requests that wait to be processed."),
        Of("outstanding_tls_handshake", "3.6", "", "TLS handshakes that are going on."),
        Of("packets_received", "3.4", "", "Packets received from clients, since the start or srst."),
        Of("packets_sent", "3.4", "", "Packets sent to clients, since the start or srst."),
        Of("auth_failed_count", "3.6", "", "Clients that failed to authenticate, since the start or srst."),
        Of("pending_syncs", "3.4", "", "Clients' sync requests that this leader has not answered yet; not followers that are catching up."),
        Of("quorum_size", "3.6", "", "Participants in this server's own configuration, itself included."),
        Of("synced_followers", "3.4", "", "Followers that this leader sends proposals to: those still receiving a snapshot and those without a vote are counted, too."),
        Of("synced_non_voting_followers", "3.6", "", "Those of the synced followers that have no vote."),
        Of("synced_observers", "3.6", "", "Observers that are connected to this server and in sync."),
        Of("uptime", "3.6", "ms", "How long the server has served since it last joined a quorum."),
        Of("watch_count", "3.4", "", "Watches that clients have set."),
        Of("znode_count", "3.4", "", "Znodes in the data tree."),
    ];

    private static MntrFamily Of(string key, string since, string unit, string help) => new(key, MetricType.Gauge, since, unit, help);
}
