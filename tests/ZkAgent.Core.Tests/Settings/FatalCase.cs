namespace ZkAgent.Core.Tests.Settings;

/// <summary>Lines of zoo.cfg over which ZooKeeper ends, or stays up and serves no client, and which the agent refuses.</summary>
/// <remarks>One table: the unit tests ask whether the agent refuses them, the container tests whether ZooKeeper really cannot run with them.</remarks>
/// <param name="Keys">The keys and values, separated by blanks.</param>
/// <param name="Expected">What the agent expects instead, or the beginning of it.</param>
public sealed record FatalCase(string Keys, string Expected)
{
    /// <summary>True where it is fatal for a standalone server, which otherwise is a quorum of one.</summary>
    public bool Alone { get; init; }

    /// <summary>The cases by their keys.</summary>
    public static IReadOnlyDictionary<string, FatalCase> All { get; } = new FatalCase[]
    {
        new("peerType=witness", "one of participant, observer for peerType"),
        new("electionAlg=0", "3 for electionAlg"),
        new("quorum.auth.learnerRequireSasl=true", "quorum.auth.enableSasl=true as well"),
        new("quorum.auth.serverRequireSasl=true", "quorum.auth.enableSasl=true and quorum.auth.learnerRequireSasl=true as well"),
        new("quorum.auth.enableSasl=true quorum.auth.serverRequireSasl=true", "quorum.auth.learnerRequireSasl=true as well"),
        new("quorum.auth.enableSasl=true", "a JAAS file with the sections QuorumServer and QuorumLearner"),
        new("secureClientPortAddress=127.0.0.1", "secureClientPort as well"),
        new("secureClientPort=2281 serverCnxnFactory=org.apache.zookeeper.server.NIOServerCnxnFactory", "org.apache.zookeeper.server.NettyServerCnxnFactory with secureClientPort"),
        new("secureClientPort=2281 serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory ssl.authProvider=mine", "a scheme whose class authProvider.mine names"),
        new("serverCnxnFactory=NettyServerCnxnFactory", "the full name of a class for serverCnxnFactory, org.apache.zookeeper.server.NettyServerCnxnFactory"),
        new("watchManagerName=WatchManagerOptimized", "the full name of a class for watchManagerName, org.apache.zookeeper.server.watch.WatchManagerOptimized"),
        new("metricsProvider.className=PrometheusMetricsProvider", "the full name of a class for metricsProvider.className, org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider"),
        new("DigestAuthenticationProvider.digestAlg=MD4", "one of SHA1, "),
        new("enforce.auth.enabled=true", "enforce.auth.schemes as well"),
        new("enforce.auth.enabled=true enforce.auth.schemes=digest,sasl", "schemes that are configured, which sasl is not"),
        new("enforce.auth.enabled=true enforce.auth.schemes=digest DigestAuthenticationProvider.enabled=false", "schemes that are configured, which digest is not"),
        new("sessionRequireClientSASLAuth=true", "authProvider.sasl as well"),
        new("weight.1=1", "groups with the weights, or ZooKeeper ends: server 1 is in none"),
        new("group.1=2 weight.2=1", "every voting server in a group, or ZooKeeper ends: server 1 is in none"),
        new("group.1=1 group.2=1", "each server in one group: 1 is in group.1"),
        new("group.1=1:2", "voting servers only, or ZooKeeper ends: 2 is none"),
        new("group.1=one", "ids of servers separated by colons"),
        new("group.1=1 weight.1=heavy", "a whole number of at least 0 for weight.1"),
        new("group.1=1 weight.1=-1", "a whole number of at least 0 for weight.1"),
        new("group.1=1 weight.1=0", "a weight above 0 for some server in a group"),
        new("groups=1", "group.N with a number for N"),
        new("weighty=1", "weight.N with a number for N"),
        new("version=one", "no such key: ZooKeeper takes it for the version of the server list"),
        new("commitProcessor.maxCommitBatchSize=0", "a whole number of at least 1"),
        new("intBufferStartingSizeBytes=16", "a whole number of at least 32"),
        new("pathStats.slotCapacity=0", "a whole number of at least 1"),
        new("pathStats.enabled=true pathStats.slotDuration=0", "a whole number of at least 1 with pathStats.enabled=true"),
        new("pathStats.enabled=true pathStats.delay=0", "a whole number of at least 1 with pathStats.enabled=true"),
        new("leader.maxConcurrentSnapSyncs=0", "a whole number of at least 1"),
        new("leader.maxConcurrentDiffSyncs=0", "a whole number of at least 1"),
        new("nio.numSelectorThreads=0", "a whole number of at least 1"),
        new("nio.sessionlessCnxnTimeout=0", "a whole number other than 0"),
        new("snapSizeLimitInKb=0", "a whole number other than 0"),
        new("connection_throttle_tokens=-1", "a whole number of at least 0"),
        new("connection_throttle_drop_increase=some", "a number for connection_throttle_drop_increase"),
        new("pathStats.sampleRate=some", "a number for pathStats.sampleRate"),
        new("group.1=1", "no group for a server that is alone") { Alone = true },
        new("admin.enableServer=true admin.commandURL=commands", "a path that begins with / for admin.commandURL") { Alone = true },
        new("quorum.auth.learnerRequireSasl=true", "quorum.auth.enableSasl=true as well") { Alone = true },
    }.ToDictionary(c => c.Alone ? $"alone: {c.Keys}" : c.Keys);
}
