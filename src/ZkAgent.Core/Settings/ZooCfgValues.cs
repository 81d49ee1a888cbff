using System.Globalization;

namespace ZkAgent.Core.Settings;

/// <summary>What kind of value each key of zoo.cfg takes, and the values over which ZooKeeper ends or serves no client.</summary>
/// <remarks>
/// Read from the jars' byte code (Integer.getInteger, Long.getLong, parseBoolean, equals "yes") and tried, key by key, on ZooKeeper 3.9.3 and 3.9.6.
/// A number or switch that is none makes ZooKeeper end, or it takes its default without a message: both are refused.
/// </remarks>
public static class ZooCfgValues
{
    /// <summary>TCP ports on this host.</summary>
    public static readonly IReadOnlySet<string> Ports = ZooCfgKeys.Words("secureClientPort observerMasterPort admin.serverPort metricsProvider.httpPort metricsProvider.httpsPort");

    /// <summary>Whole numbers of 32 bits.</summary>
    public static readonly IReadOnlySet<string> Numbers = ZooCfgKeys.Words("""
        tickTime initLimit syncLimit connectToLearnerMasterLimit minSessionTimeout maxSessionTimeout maxClientCnxns
        clientPort clientPortListenBacklog electionAlg autopurge.snapRetainCount
        autopurge.purgeInterval quorum.cnxn.threads.size multiAddress.reachabilityCheckTimeoutMs
        admin.idleTimeout admin.httpVersion admin.rateLimiterIntervalInMS electionPortBindRetry cnxTimeout
        quorumCnxnTimeoutMs fastleader.minNotificationInterval fastleader.maxNotificationInterval snapCount
        commitLogCount globalOutstandingLimit maxCnxns maxResponseCacheSize maxGetChildrenResponseCacheSize
        leaderConnectDelayDuringRetryMs leader.maxConcurrentSnapSyncs leader.maxConcurrentDiffSyncs
        leader.maxTimeToWaitForEpoch leader.ackLoggingFrequency nio.sessionlessCnxnTimeout nio.numSelectorThreads
        nio.numWorkerThreads nio.directBufferBytes maxBatchSize bitHashCacheSize commitProcessor.maxCommitBatchSize
        commitProcessor.maxReadBatchSize commitProcessor.numWorkerThreads connection_throttle_fill_count
        connection_throttle_fill_time connection_throttle_freeze_time connection_throttle_global_session_weight
        connection_throttle_local_session_weight connection_throttle_renew_session_weight connection_throttle_tokens
        intBufferStartingSizeBytes jute.maxbuffer.extrasize largeRequestMaxBytes largeRequestThreshold
        maxInProcessingDeadWatchers messageTracker.BufferSize netty.server.outstandingHandshake.limit
        observerMaster.sizeLimit pathStats.maxDepth pathStats.slotCapacity pathStats.slotDuration pathStats.topPathMax
        request_throttle_max_requests request_throttle_stall_time request_throttler.shutdownTimeout
        throttled_op_wait_time watcherCleanIntervalInSeconds watcherCleanThreadsNum watcherCleanThreshold
        ssl.handshakeDetectionTimeoutMillis ssl.quorum.handshakeDetectionTimeoutMillis
        """);

    /// <summary>Whole numbers of 64 bits.</summary>
    public static readonly IReadOnlySet<string> LongNumbers = ZooCfgKeys.Words("""
        jvm.pause.warn-threshold.ms jvm.pause.info-threshold.ms jvm.pause.sleep.time.ms snapSizeLimitInKb
        txnLogSizeLimitInKb fsync.warningthresholdms preAllocSize flushDelay maxWriteQueuePollTime
        commitProcessor.shutdownTimeout nio.shutdownTimeout observer.election.DelayMs observer.reconnectDelayMs
        kerberos.minReLoginTimeMs pathStats.delay pathStats.initialDelay
        """);

    public static readonly IReadOnlySet<string> Decimals = ZooCfgKeys.Words("""
        connection_throttle_decrease_ratio connection_throttle_drop_decrease connection_throttle_drop_increase
        pathStats.sampleRate snapshotSizeFactor
        """);

    /// <summary>Switches that ZooKeeper compares with true and false.</summary>
    public static readonly IReadOnlySet<string> Booleans = ZooCfgKeys.Words("""
        quorumListenOnAllIPs localSessionsEnabled localSessionsUpgradingEnabled syncEnabled standaloneEnabled
        reconfigEnabled sslQuorum portUnification sslQuorumReloadCertFiles quorum.auth.enableSasl
        quorum.auth.serverRequireSasl quorum.auth.learnerRequireSasl jvm.pause.monitor multiAddress.enabled
        multiAddress.reachabilityCheckEnabled
        admin.enableServer admin.portUnification admin.forceHttps admin.needClientAuth admin.snapshot.enabled
        admin.restore.enabled tcpKeepAlive clientTcpKeepAlive snapshot.trust.empty db.autocreate datadir.autocreate
        extendedTypesEnabled enforce.auth.enabled sessionRequireClientSASLAuth digest.enabled audit.enable
        leader.closeSocketAsync learner.closeSocketAsync learner.asyncSending serializeLastProcessedZxid.enabled
        client.portUnification client.certReload fips-mode closeSessionTxn.enabled
        DigestAuthenticationProvider.enabled IPAuthenticationProvider.usexforwardedfor allowSaslFailedClients
        connection_throttle_weight_enabled emulate353TTLNodes enableEagerACLCheck enforceQuota
        follower.skipLearnerRequestToNextProcessor forceSnapshotSync
        forward_learner_requests_to_commit_processor_disabled jmx.log4j.disable kerberos.canonicalizeHostNames
        kerberos.removeHostFromPrincipal kerberos.removeRealmFromPrincipal messageTracker.Enabled
        netty.advancedFlowControl.enabled netty.server.earlyDropSecureConnectionHandshakes observer.syncEnabled
        pathStats.enabled request_stale_connection_check request_stale_latency_check request_throttle_drop_stale
        requireKerberosConfig ssl.hostnameVerification ssl.quorum.hostnameVerification ssl.clientHostnameVerification
        ssl.quorum.clientHostnameVerification ssl.allowReverseDnsLookup ssl.quorum.allowReverseDnsLookup ssl.crl
        ssl.quorum.crl ssl.ocsp ssl.quorum.ocsp
        """);

    /// <summary>Switches that ZooKeeper compares with yes and no: true would be neither.</summary>
    public static readonly IReadOnlySet<string> YesOrNo = ZooCfgKeys.Words("forceSync leaderServes skipACL");

    /// <summary>With yes ZooKeeper checks no ACL; every other word does nothing.</summary>
    internal const string SkipAcl = "skipACL";

    /// <summary>Why a value can't be that key's; null when it can. What is expected, for a problem's sentence.</summary>
    public static string? WhyWrong(string key, string value)
    {
        value = ValueReaders.Unquoted(value);
        var number = ValueReaders.LongNumber(value);
        if (Ports.Contains(key)) return number is >= 1 and <= 65535 ? null : $"a TCP port, a whole number from 1 to 65535, for {key}";
        if (LongNumbers.Contains(key) && number is null) return $"a whole number for {key}";
        if (Numbers.Contains(key) && number is not (>= int.MinValue and <= int.MaxValue)) return $"a whole number of at most {int.MaxValue} for {key}";
        if (Decimals.Contains(key) && !double.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)) return $"a number for {key}";
        if (Booleans.Contains(key) && ValueReaders.Boolean(value) is null) return $"true or false for {key}";
        if (YesOrNo.Contains(key) && ValueReaders.Boolean(value) is null) return $"yes or no for {key}";
        return FatalValues.WhyRefused(key, value, number);
    }

    /// <summary>ZooKeeper compares its switches with the exact word, and its numbers have no quotes.</summary>
    public static string AsZooKeeperReads(string key, string value) => ValueReaders.Boolean(ValueReaders.Unquoted(value)) switch
    {
        { } flag when Booleans.Contains(key) => flag ? "true" : "false",
        // An ensemble whose skipACL=true did nothing until now must not be opened.
        true when key == SkipAcl && ValueReaders.Unquoted(value) != "yes" => "no",
        { } flag when YesOrNo.Contains(key) => flag ? "yes" : "no",
        _ when Numbers.Contains(key) || LongNumbers.Contains(key) || Ports.Contains(key) || Decimals.Contains(key) || FatalValues.Judges(key) => ValueReaders.Unquoted(value),
        _ => value,
    };
}
