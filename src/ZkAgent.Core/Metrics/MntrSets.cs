namespace ZkAgent.Core.Metrics;

/// <summary>What mntr gives once for each of something, whose name it writes into the key: <c>zk_sum_2_ack_latency</c>.</summary>
public static class MntrSets
{
    private const string ServerIds = "the learner's server id";
    private const string Namespaces = "the znode's first path element";

    public static readonly MntrFamily[] All =
    [
        Summary("ack_latency", "ms", ServerIds, "From a proposal to this server's acknowledgement."),
        Summary("learner_handler_qp_size", "", ServerIds, "Packets queued for the learner, at each look."),
        Summary("learner_handler_qp_time_ms", "ms", ServerIds, "A packet's waiting in the learner's queue."),
        Summary("read_per_namespace", "bytes", Namespaces, "Size of reads."),
        Summary("write_per_namespace", "bytes", Namespaces, "Size of writes."),
        Quota("quota_bytes_limit_per_namespace", "bytes", "Bytes that the quota allows."),
        Quota("quota_bytes_usage_per_namespace", "bytes", "Bytes used, as the quota counts them."),
        Quota("quota_count_limit_per_namespace", "", "Znodes that the quota allows."),
        Quota("quota_count_usage_per_namespace", "", "Znodes used, as the quota counts them."),
    ];

    private static MntrFamily Summary(string key, string unit, string labelHolds, string help) =>
        new(key, MetricType.Summary, "3.6", unit, help) { LabelHolds = labelHolds };

    private static MntrFamily Quota(string key, string unit, string help) =>
        new(key, MetricType.Gauge, "3.8", unit, help) { LabelHolds = Namespaces };
}
