namespace ZkAgent.Core.Settings;

/// <summary>Every key that ZooKeeper reads from zoo.cfg: the union of 3.8 and 3.9, checked against the jars' own strings.</summary>
/// <remarks>
/// Keys of its own: QuorumPeerConfig.parseProperties. Any other key K becomes the system property <c>zookeeper.K</c> without
/// a check, so the properties are what ZooKeeper's classes look up under that prefix. A key of neither list does nothing.
/// tests/ZkAgent.Core.Tests/Settings/Names holds what the jars of each release have; a container test compares them with the image's.
/// </remarks>
public static class ZooCfgKeys
{
    /// <summary>Keys that QuorumPeerConfig reads itself: the system property of that name has no effect.</summary>
    private static readonly HashSet<string> OfTheFile = Words("""
        dataDir dataLogDir clientPort clientPortAddress clientPortListenBacklog secureClientPort secureClientPortAddress
        observerMasterPort tickTime initLimit syncLimit connectToLearnerMasterLimit minSessionTimeout maxSessionTimeout
        maxClientCnxns electionAlg peerType syncEnabled dynamicConfigFile standaloneEnabled reconfigEnabled oraclePath
        quorumListenOnAllIPs localSessionsEnabled localSessionsUpgradingEnabled autopurge.snapRetainCount
        autopurge.purgeInterval sslQuorum portUnification sslQuorumReloadCertFiles quorum.auth.enableSasl
        quorum.auth.serverRequireSasl quorum.auth.learnerRequireSasl quorum.auth.learner.saslLoginContext
        quorum.auth.server.saslLoginContext quorum.auth.kerberos.servicePrincipal quorum.cnxn.threads.size
        jvm.pause.monitor jvm.pause.warn-threshold.ms jvm.pause.info-threshold.ms jvm.pause.sleep.time.ms
        metricsProvider.className
        """);

    /// <summary>Keys that QuorumPeerConfig reads, and whose system property is the default where they are missing.</summary>
    private static readonly HashSet<string> OfBoth = Words("""
        multiAddress.enabled multiAddress.reachabilityCheckEnabled multiAddress.reachabilityCheckTimeoutMs
        """);

    private static readonly HashSet<string> Properties = Words("""
        4lw.commands.whitelist DigestAuthenticationProvider.digestAlg DigestAuthenticationProvider.enabled
        DigestAuthenticationProvider.superDigest IPAuthenticationProvider.usexforwardedfor
        SASLAuthenticationProvider.superPassword X509AuthenticationProvider.superUser admin.commandURL admin.enableServer
        admin.forceHttps admin.httpVersion admin.idleTimeout admin.needClientAuth admin.portUnification
        admin.rateLimiterIntervalInMS admin.restore.enabled admin.serverAddress admin.serverPort admin.snapshot.enabled
        allowSaslFailedClients audit.enable audit.impl.class bitHashCacheSize client.certReload client.portUnification
        clientTcpKeepAlive closeSessionTxn.enabled cnxTimeout commitLogCount commitProcessor.maxCommitBatchSize
        commitProcessor.maxReadBatchSize commitProcessor.numWorkerThreads commitProcessor.shutdownTimeout
        connection_throttle_decrease_ratio connection_throttle_drop_decrease connection_throttle_drop_increase
        connection_throttle_fill_count connection_throttle_fill_time connection_throttle_freeze_time
        connection_throttle_global_session_weight connection_throttle_local_session_weight
        connection_throttle_renew_session_weight connection_throttle_tokens connection_throttle_weight_enabled
        datadir.autocreate db.autocreate digest.enabled electionPortBindRetry emulate353TTLNodes enableEagerACLCheck
        enforce.auth.enabled enforce.auth.schemes enforceQuota ensembleAuthName extendedTypesEnabled
        fastleader.maxNotificationInterval fastleader.minNotificationInterval fips-mode flushDelay
        follower.skipLearnerRequestToNextProcessor forceSnapshotSync forceSync
        forward_learner_requests_to_commit_processor_disabled fsync.warningthresholdms globalOutstandingLimit
        intBufferStartingSizeBytes jmx.log4j.disable jmx.log4j.mbean jute.maxbuffer.extrasize
        kerberos.canonicalizeHostNames kerberos.minReLoginTimeMs kerberos.removeHostFromPrincipal
        kerberos.removeRealmFromPrincipal kinit largeRequestMaxBytes largeRequestThreshold leader.ackLoggingFrequency
        leader.closeSocketAsync leader.maxConcurrentDiffSyncs leader.maxConcurrentSnapSyncs leader.maxTimeToWaitForEpoch
        leaderConnectDelayDuringRetryMs leaderServes learner.asyncSending learner.closeSocketAsync letAnySaslUserDoX
        maxBatchSize maxCnxns maxGetChildrenResponseCacheSize maxInProcessingDeadWatchers maxResponseCacheSize
        maxWriteQueuePollTime messageTracker.BufferSize messageTracker.Enabled netty.advancedFlowControl.enabled
        netty.server.earlyDropSecureConnectionHandshakes netty.server.outstandingHandshake.limit nio.directBufferBytes
        nio.numSelectorThreads nio.numWorkerThreads nio.sessionlessCnxnTimeout nio.shutdownTimeout
        observer.election.DelayMs observer.reconnectDelayMs observer.syncEnabled observerMaster.sizeLimit pathStats.delay
        pathStats.enabled pathStats.initialDelay pathStats.maxDepth pathStats.sampleRate pathStats.slotCapacity
        pathStats.slotDuration pathStats.topPathMax preAllocSize quorumCnxnTimeoutMs request_stale_connection_check
        request_stale_latency_check request_throttle_drop_stale request_throttle_max_requests request_throttle_stall_time
        request_throttler.shutdownTimeout requireKerberosConfig sasl.serverconfig security.auth_to_local
        serializeLastProcessedZxid.enabled serverCnxnFactory sessionRequireClientSASLAuth skipACL snapCount
        snapSizeLimitInKb snapshot.compression.method snapshot.trust.empty snapshotSizeFactor superUser tcpKeepAlive
        throttled_op_wait_time txnLogSizeLimitInKb watchManagerName watcherCleanIntervalInSeconds watcherCleanThreadsNum
        watcherCleanThreshold
        """);

    /// <summary>Properties of TLS, behind <c>ssl.</c> for clients and <c>ssl.quorum.</c> for the members.</summary>
    private static readonly string[] Tls = [.. Words("""
        keyStore.location keyStore.password keyStore.passwordPath keyStore.type trustStore.location trustStore.password
        trustStore.passwordPath trustStore.type protocol enabledProtocols ciphersuites hostnameVerification
        clientHostnameVerification allowReverseDnsLookup crl ocsp clientAuth handshakeDetectionTimeoutMillis
        context.supplier.class
        """)];

    /// <summary>Families of keys that end in a name or number of the user's choice; those of the providers are properties.</summary>
    private static readonly string[] Families = ["server.", "group.", "weight.", "metricsProvider.", "authProvider."];

    /// <summary>Every key by its full name, those of families left out.</summary>
    public static IReadOnlySet<string> All { get; } = new HashSet<string>(
        [.. OfTheFile, .. OfBoth, .. Properties, .. Tls.Select(k => "ssl." + k), .. Tls.Select(k => "ssl.quorum." + k), "ssl.authProvider", "ssl.sslProvider"], StringComparer.Ordinal);

    public static bool IsKnown(string key) =>
        All.Contains(key) || Families.Any(f => key.Length > f.Length && key.StartsWith(f, StringComparison.Ordinal));

    /// <summary>True for a key that the system property <c>zookeeper.KEY</c> sets as well.</summary>
    public static bool IsProperty(string key) => IsKnown(key) && !OfTheFile.Contains(key)
        && !Families.Any(f => f != "authProvider." && key.StartsWith(f, StringComparison.Ordinal));

    internal static HashSet<string> Words(string text) =>
        new(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
