using System.Globalization;

namespace ZkAgent.Core.Settings;

/// <summary>Every key that ZooKeeper 3.9 reads from zoo.cfg.</summary>
/// <remarks>
/// Explicit keys: QuorumPeerConfig.parseProperties. Any other key K becomes the system property <c>zookeeper.K</c> without
/// a check, so the second list is what ZooKeeper's classes look up under that prefix. A key of neither list does nothing.
/// </remarks>
public static class ZooCfgKeys
{
    /// <summary>Keys whose value must be a whole number, or ZooKeeper ends with code 2 (explicit) or ignores it.</summary>
    public static readonly IReadOnlySet<string> Numbers = Words("""
        tickTime initLimit syncLimit connectToLearnerMasterLimit minSessionTimeout maxSessionTimeout maxClientCnxns
        clientPort clientPortListenBacklog secureClientPort electionAlg observerMasterPort autopurge.snapRetainCount
        autopurge.purgeInterval quorum.cnxn.threads.size jvm.pause.warn-threshold.ms jvm.pause.info-threshold.ms
        jvm.pause.sleep.time.ms multiAddress.reachabilityCheckTimeoutMs
        admin.serverPort admin.idleTimeout admin.httpVersion admin.rateLimiterIntervalInMS electionPortBindRetry cnxTimeout
        quorumCnxnTimeoutMs fastleader.minNotificationInterval fastleader.maxNotificationInterval snapCount
        snapSizeLimitInKb preAllocSize txnLogSizeLimitInKb fsync.warningthresholdms commitLogCount globalOutstandingLimit
        maxCnxns maxResponseCacheSize maxGetChildrenResponseCacheSize leaderConnectDelayDuringRetryMs
        leader.maxConcurrentSnapSyncs leader.maxConcurrentDiffSyncs observer.reconnectDelayMs observer.election.DelayMs
        nio.sessionlessCnxnTimeout nio.numSelectorThreads nio.numWorkerThreads nio.directBufferBytes nio.shutdownTimeout
        """);

    /// <summary>Those of the numbers that ZooKeeper reads as 64 bits; any other above 2147483647 is as bad as no number.</summary>
    public static readonly IReadOnlySet<string> LongNumbers = Words("""
        jvm.pause.warn-threshold.ms jvm.pause.info-threshold.ms jvm.pause.sleep.time.ms snapSizeLimitInKb
        txnLogSizeLimitInKb fsync.warningthresholdms preAllocSize
        """);

    /// <summary>Keys whose value is a TCP port on this host.</summary>
    public static readonly IReadOnlySet<string> Ports = Words("secureClientPort observerMasterPort admin.serverPort metricsProvider.httpPort metricsProvider.httpsPort");

    /// <summary>Families of keys that end in a number; over any other ending ZooKeeper ends with code 2.</summary>
    private static readonly string[] Numbered = ["server.", "group.", "weight."];

    /// <summary>Keys whose value must be true or false, or ZooKeeper ends with code 2 (explicit) or takes it for false.</summary>
    public static readonly IReadOnlySet<string> Booleans = Words("""
        quorumListenOnAllIPs localSessionsEnabled localSessionsUpgradingEnabled syncEnabled standaloneEnabled
        reconfigEnabled sslQuorum portUnification sslQuorumReloadCertFiles quorum.auth.enableSasl
        quorum.auth.serverRequireSasl quorum.auth.learnerRequireSasl jvm.pause.monitor multiAddress.enabled
        multiAddress.reachabilityCheckEnabled
        admin.enableServer admin.portUnification admin.forceHttps admin.needClientAuth admin.snapshot.enabled
        admin.restore.enabled tcpKeepAlive clientTcpKeepAlive snapshot.trust.empty db.autocreate datadir.autocreate
        extendedTypesEnabled enforce.auth.enabled sessionRequireClientSASLAuth digest.enabled audit.enable
        leader.closeSocketAsync learner.closeSocketAsync learner.asyncSending serializeLastProcessedZxid.enabled
        client.portUnification client.certReload fips-mode closeSessionTxn.enabled
        """);

    private static readonly HashSet<string> Others = Words("""
        dataDir dataLogDir clientPortAddress secureClientPortAddress peerType dynamicConfigFile
        quorum.auth.learner.saslLoginContext quorum.auth.server.saslLoginContext quorum.auth.kerberos.servicePrincipal
        metricsProvider.className oraclePath
        4lw.commands.whitelist admin.serverAddress admin.commandURL forceSync leaderServes skipACL
        enforce.auth.schemes DigestAuthenticationProvider.superDigest DigestAuthenticationProvider.enabled
        DigestAuthenticationProvider.digestAlg X509AuthenticationProvider.superUser superUser serverCnxnFactory
        SASLAuthenticationProvider.superPassword IPAuthenticationProvider.usexforwardedfor snapshot.compression.method
        snapshotSizeFactor forceSnapshotSync audit.impl.class allowSaslFailedClients letAnySaslUserDoX bitHashCacheSize
        client.secure commitProcessor.maxCommitBatchSize commitProcessor.maxReadBatchSize
        commitProcessor.numWorkerThreads commitProcessor.shutdownTimeout connection_throttle_decrease_ratio
        connection_throttle_drop_decrease connection_throttle_drop_increase connection_throttle_fill_count
        connection_throttle_fill_time connection_throttle_freeze_time connection_throttle_global_session_weight
        connection_throttle_local_session_weight connection_throttle_renew_session_weight connection_throttle_tokens
        connection_throttle_weight_enabled emulate353TTLNodes enableEagerACLCheck enforceQuota ensembleAuthName
        follower.skipLearnerRequestToNextProcessor forward_learner_requests_to_commit_processor_disabled
        jmx.log4j.disable jute.maxbuffer.extrasize kerberos.canonicalizeHostNames kerberos.removeHostFromPrincipal
        kerberos.removeRealmFromPrincipal largeRequestMaxBytes largeRequestThreshold leader.ackLoggingFrequency
        leader.maxTimeToWaitForEpoch maxBatchSize maxInProcessingDeadWatchers messageTracker.BufferSize
        messageTracker.Enabled netty.advancedFlowControl.enabled netty.server.earlyDropSecureConnectionHandshakes
        netty.server.outstandingHandshake.limit observer.syncEnabled observerMaster.sizeLimit pathStats.enabled
        pathStats.initialDelay pathStats.maxDepth pathStats.sampleRate pathStats.slotCapacity pathStats.slotDuration
        pathStats.topPathMax request_stale_connection_check request_stale_latency_check request_throttle_drop_stale
        request_throttle_max_requests request_throttle_stall_time request_throttler.shutdownTimeout
        requireKerberosConfig sasl.serverconfig security.auth_to_local
        throttled_op_wait_time watchManagerName watcherCleanIntervalInSeconds watcherCleanThreadsNum
        watcherCleanThreshold
        """);

    /// <summary>Families of keys that end in a name or number of the user's choice.</summary>
    private static readonly string[] Prefixes = [.. Numbered, "authProvider.", "metricsProvider.", "security."];

    private static readonly HashSet<string> Ssl = Words("""
        keyStore.location keyStore.password keyStore.passwordPath keyStore.type trustStore.location trustStore.password
        trustStore.passwordPath trustStore.type protocol enabledProtocols ciphersuites hostnameVerification
        clientHostnameVerification allowReverseDnsLookup crl ocsp clientAuth handshakeDetectionTimeoutMillis
        context.supplier.class authProvider
        """);

    /// <summary>Keys that look settable and are not: the property has no <c>zookeeper.</c> before its name, so only -D sets it.</summary>
    private static readonly string[] JvmOnly =
        ["readonlymode.enabled", "jute.maxbuffer", "znode.container.", "leader.nodelay", "follower.nodelay", "java.security.auth.login.config"];

    /// <summary>Why a key can't stand in zoo.cfg at all; null when it can.</summary>
    public static string? WhyImpossible(string key)
    {
        if (key.Length == 0 || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            return "a zoo.cfg key: letters, digits and . _ - only";
        return Numbered.FirstOrDefault(n => key.StartsWith(n, StringComparison.Ordinal)) is { } family
            && !int.TryParse(key[family.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? $"{family}N with a number for N, or ZooKeeper ends over it; a system property of that name goes into SERVER_JVMFLAGS as -Dzookeeper.{key}=…"
            : null;
    }

    /// <summary>Why a key does nothing in zoo.cfg and what to write instead; null when it is a real one.</summary>
    public static string? WhyUnknown(string key)
    {
        if (JvmOnly.Any(k => key.StartsWith(k, StringComparison.Ordinal) && key != "jute.maxbuffer.extrasize"))
            return $"zoo.cfg can't set {key}: ZooKeeper reads it from the command line only; put -D{key}=… into SERVER_JVMFLAGS";
        if (key.StartsWith("zookeeper.", StringComparison.Ordinal))
            return $"{key} has no effect: ZooKeeper puts zookeeper. before each key itself; write {key["zookeeper.".Length..]}";
        if (IsKnown(key)) return null;
        return NearestName.Find(key, All) is { } near
            ? $"ZooKeeper 3.9 has no key {key} and would take it without a word; did you mean {near}?"
            : $"ZooKeeper 3.9 has no key {key} and will take it without a word";
    }

    public static bool IsKnown(string key) =>
        Numbers.Contains(key) || Booleans.Contains(key) || Others.Contains(key)
        || Prefixes.Any(p => key.Length > p.Length && key.StartsWith(p, StringComparison.Ordinal))
        || IsSsl(key, "ssl.quorum.") || IsSsl(key, "ssl.");

    /// <summary>Every key by its full name, for suggestions.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Numbers, .. Booleans, .. Others, .. Ssl.Select(k => "ssl." + k), .. Ssl.Select(k => "ssl.quorum." + k)];

    private static bool IsSsl(string key, string prefix) =>
        key.StartsWith(prefix, StringComparison.Ordinal) && Ssl.Contains(key[prefix.Length..]);

    private static HashSet<string> Words(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
}
