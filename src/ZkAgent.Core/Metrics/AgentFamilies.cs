namespace ZkAgent.Core.Metrics;

/// <summary>What only the agent knows, and what its own process uses: names, types and sentences, which the registry and the documentation share.</summary>
public static class AgentFamilies
{
    private const string Seconds = "seconds", Bytes = "bytes", Directories = "directory=data|log", Processes = "process=agent|zookeeper";

    public static readonly MetricFamily BuildInfo = Gauge("zkagent_build_info", "The agent's version.", "version");
    public static readonly MetricFamily HealthState = Gauge("zkagent_health_state", "The server's state as the agent judges it: 1 for the one it is in, 0 for the others.", "state");
    public static readonly MetricFamily HealthStateSeconds = Gauge("zkagent_health_state_seconds", "How long it has been in that state.", unit: Seconds);
    public static readonly MetricFamily MntrComplete = Gauge("zkagent_mntr_complete", "1 where the mntr of a serving ZooKeeper came whole; 0 where its numbers are left out because they did not, or the whitelist lacks it.");
    public static readonly MetricFamily MetricsCut = Gauge("zkagent_metrics_dropped", "Lines of ZooKeeper's mntr that are left out of this page: more labels of one family or more lines than are published, too long, without a number, or the same name twice.", "reason=labels|lines|name");

    public static readonly MetricFamily ProbePassing = Gauge("zkagent_probe_passing", "What the probe answers now: 1 yes, 0 no.", "probe=startup|live|ready");
    public static readonly MetricFamily ProbeAnswers = Counter("zkagent_probe_answers_total", "Probes answered over HTTP; exec probes come that way, too.", "probe=startup|live|ready, passed=true|false");

    /// <remarks>Most answers come from a shared sample and take about a millisecond. 0.4 s and 0.75 s are how long a probe waits for a new sample, 1 s is how long a kubelet waits by default.</remarks>
    public static readonly MetricFamily ProbeDuration = new("zkagent_probe_duration_seconds", MetricType.Histogram, "How long the answers to probes took.")
    {
        Labels = "probe=startup|live|ready", Unit = Seconds, Buckets = [0.001, 0.005, 0.02, 0.1, 0.4, 0.75, 1, 2],
    };

    public static readonly MetricFamily Restarts = Counter("zkagent_zookeeper_restarts_total", "Restarts of ZooKeeper in place since the agent started, by the reason that made them necessary.", "reason");
    public static readonly MetricFamily LastExitCode = Gauge("zkagent_zookeeper_last_exit_code", "The code that ZooKeeper last ended with, 128 and the number for a signal; absent where it never ended.");
    public static readonly MetricFamily LastExitInfo = Gauge("zkagent_zookeeper_last_exit_info", "Why ZooKeeper last ended.", "reason");
    public static readonly MetricFamily Elections = Counter("zkagent_elections_total", "Elections seen since the agent started: a server that served began to look for a quorum, or its epoch rose meanwhile.");
    public static readonly MetricFamily MembershipDisagreement = Gauge("zkagent_membership_disagreement", "1 where ZooKeeper counts another number of participants than the agent's list of servers has.");

    public static readonly MetricFamily DirectoryBytes = Gauge("zkagent_directory_bytes", "Disk space that the files below the directory take; a directory in another counts in both.", Directories, Bytes);
    public static readonly MetricFamily FilesystemSize = Gauge("zkagent_filesystem_size_bytes", "Size of the file system that the directory is on.", Directories, Bytes);
    public static readonly MetricFamily FilesystemFree = Gauge("zkagent_filesystem_free_bytes", "What ZooKeeper may still write there.", Directories, Bytes);
    public static readonly MetricFamily FilesystemInodes = Gauge("zkagent_filesystem_inodes", "Inodes of that file system; 0 where it does not count any.", Directories);
    public static readonly MetricFamily FilesystemInodesFree = Gauge("zkagent_filesystem_inodes_free", "Inodes that are free there.", Directories);
    public static readonly MetricFamily Snapshots = Gauge("zkagent_snapshots", "Snapshots in the data directory.");
    public static readonly MetricFamily NewestSnapshotAge = Gauge("zkagent_newest_snapshot_age_seconds", "How long ago the newest snapshot was written; absent where there is none.", unit: Seconds);
    public static readonly MetricFamily TransactionLogs = Gauge("zkagent_transaction_logs", "Files of the transaction log.");
    public static readonly MetricFamily TransactionLogGrowth = new("zkagent_transaction_log_growth_bytes_total", MetricType.Counter, "By how much the transaction log grew since the agent started; what purging removes does not count.") { Unit = Bytes };

    public static readonly MetricFamily VolumeTimeout = Gauge("zkagent_volume_unresponsive_seconds", "For how long the data volume has not answered the agent; 0 while it answers.", unit: Seconds);

    public static readonly MetricFamily ServiceFailures = Counter("zkagent_service_failures_total", "How often a supporting service of the agent failed and was started again; ZooKeeper runs on.", "service");

    public static readonly MetricFamily HeapLimit = Gauge("zkagent_heap_limit_bytes", "The heap that the JVM was given.", unit: Bytes);
    public static readonly MetricFamily ProcessCpu = new("zkagent_process_cpu_seconds_total", MetricType.Counter, "Processor time that the process used.") { Labels = Processes, Unit = Seconds };
    public static readonly MetricFamily ProcessResident = Gauge("zkagent_process_resident_memory_bytes", "Memory of the process that is resident.", Processes, Bytes);
    public static readonly MetricFamily ProcessFds = Gauge("zkagent_process_open_fds", "File descriptors that the process has open.", Processes);
    public static readonly MetricFamily ProcessThreads = Gauge("zkagent_process_threads", "Threads of the process.", Processes);

    public static readonly MetricFamily OwnCpu = new("process_cpu_seconds_total", MetricType.Counter, "Processor time that the agent used.") { Unit = Seconds };
    public static readonly MetricFamily OwnResident = Gauge("process_resident_memory_bytes", "Memory of the agent that is resident.", unit: Bytes);
    public static readonly MetricFamily OwnFds = Gauge("process_open_fds", "File descriptors that the agent has open.");
    public static readonly MetricFamily OwnThreads = Gauge("process_threads", "Threads of the agent.");
    public static readonly MetricFamily OwnStart = Gauge("process_start_time_seconds", "When the agent started, in seconds since 1970 in UTC.", unit: Seconds);

    public static readonly MetricFamily GuardState = Gauge("zkagent_data_guard_state", "What the data guard decided: 1 for the state it is in, 0 for the others.", "state");
    public static readonly MetricFamily GuardOverride = Gauge("zkagent_data_guard_override_used", "1 where the operator overrode the data guard at this start.");
    public static readonly MetricFamily RestoreState = Gauge("zkagent_restore_state", "How far the restore that ZK_RESTORE asks for is on this member: 1 for the state it is in, 0 for the others; absent without the setting.", "state=reading|waiting|placing|placed|done|ignored|refused");
    public static readonly MetricFamily GateState = Gauge("zkagent_departure_gate_state", "The departure gate: open while the member is not leaving, then waiting, then passed or gave-up.", "state=open|waiting|passed|gave-up");
    public static readonly MetricFamily Draining = Gauge("zkagent_draining", "1 once this member was asked to leave.");
    public static readonly MetricFamily ClientTlsPhase = Gauge("zkagent_client_tls_phase", "The step of ZK_CLIENT_TLS: 0 off, 1 also, 2 only.");
    public static readonly MetricFamily QuorumTlsPhase = Gauge("zkagent_quorum_tls_phase", "The step of ZK_QUORUM_TLS: 0 off, 1 accept, 2 prefer, 3 require.");
    public static readonly MetricFamily QuorumSaslPhase = Gauge("zkagent_quorum_sasl_phase", "The step of ZK_QUORUM_SASL: 0 off, 1 offer, 2 learner, 3 require.");
    public static readonly MetricFamily ClientSaslPhase = Gauge("zkagent_client_sasl_phase", "The step of ZK_CLIENT_SASL: 0 off, 1 allow, 2 require.");
    public static readonly MetricFamily CertificateNotAfter = Gauge("zkagent_tls_certificate_not_after_timestamp_seconds", "When the certificate of the port ends, in seconds since 1970 in UTC: that of the files, and the one that the port showed last.", "port=client|quorum, source=file|served", Seconds);
    public static readonly MetricFamily TlsPortServing = Gauge("zkagent_tls_port_serving", "1 where the port showed a certificate at the last look, 0 where not; absent while ZooKeeper does not run.", "port=client|quorum");
    public static readonly MetricFamily TlsReloads = Counter("zkagent_tls_reloads_total", "Changes of the mounted certificates that ZooKeeper was given, and changes that were refused because it could not use them.", "port=client|quorum, result=taken|refused");
    public static readonly MetricFamily SaslUsersOutdated = Gauge("zkagent_sasl_users_outdated", "1 where the mounted files of users and passwords differ from those that ZooKeeper was started with, so that a restart is needed; 0 where not. Absent without authentication.");
    public static readonly MetricFamily TlsFilesRefused = Gauge("zkagent_tls_files_refused", "1 while the mounted certificates of the port cannot be used and ZooKeeper goes on with earlier ones.", "port=client|quorum");
    public static readonly MetricFamily SessionPassing = Gauge("zkagent_session_check_passing", "1 where the last session opened on loopback came and went, 0 where not; absent before the first since the server serves.");
    public static readonly MetricFamily SessionDuration = Gauge("zkagent_session_check_duration_seconds", "How long the last session check took.", unit: Seconds);

    public static readonly MetricFamily MembershipState = Gauge("zkagent_membership_state", "Dynamic membership: what this member does about it; 1 for the state it is in, 0 for the others.", "state=unknown|settled|waiting|promoting|removing|changing-line|refused");
    public static readonly MetricFamily MembershipVoters = Gauge("zkagent_membership_voters", "Dynamic membership: voters of the newest configuration that this member knows.");
    public static readonly MetricFamily MembershipJoiners = Gauge("zkagent_membership_joiners", "Dynamic membership: members that are wanted and that the configuration does not name yet.");
    public static readonly MetricFamily MembershipLeaving = Gauge("zkagent_membership_leaving", "Dynamic membership: servers of the configuration that the StatefulSet does not ask for.");
    public static readonly MetricFamily MembershipDeadVoters = Gauge("zkagent_membership_dead_voters", "Dynamic membership: voters of the configuration that do not serve, as far as this member hears.");
    public static readonly MetricFamily MembershipWanted = Gauge("zkagent_membership_wanted", "Dynamic membership: members that the StatefulSet asks for; absent while the API server does not tell.");
    public static readonly MetricFamily MembershipConfigVersion = Gauge("zkagent_membership_config_version", "Dynamic membership: version of that configuration, a transaction id.");
    public static readonly MetricFamily MembershipReconfigurations = Counter("zkagent_membership_reconfigurations_total", "Dynamic membership: changes of the configuration that this member asked for, by their end.", "result=done|again|refused");

    /// <summary>What only a member with dynamic membership tells.</summary>
    public static readonly IReadOnlyList<MetricFamily> OfDynamicMembership =
    [
        MembershipState, MembershipVoters, MembershipJoiners, MembershipLeaving, MembershipDeadVoters, MembershipWanted, MembershipConfigVersion, MembershipReconfigurations,
    ];

    public static readonly MetricFamily BackupInterval = Gauge("zkagent_backup_interval_seconds", "Backups: ZK_BACKUP_INTERVAL; absent where no backups are made.", unit: Seconds);
    public static readonly MetricFamily BackupLogInterval = Gauge("zkagent_backup_log_interval_seconds", "Backups: ZK_BACKUP_LOG_INTERVAL; absent where no log segments are written.", unit: Seconds);
    public static readonly MetricFamily BackupLastSuccess = Gauge("zkagent_backup_last_success_timestamp_seconds", "Backups: when the newest backup of the directory was made, in seconds since 1970 in UTC, whichever member made it; 0 without any.", unit: Seconds);
    public static readonly MetricFamily BackupDuration = Gauge("zkagent_backup_duration_seconds", "Backups: how long the copy of the newest backup took; only on the member that made it.", unit: Seconds);
    public static readonly MetricFamily BackupBytes = Gauge("zkagent_backup_bytes", "Backups: size of the newest backup as it is stored.", unit: Bytes);
    public static readonly MetricFamily BackupZxid = Gauge("zkagent_backup_zxid", "Backups: the last transaction of the newest backup.");
    public static readonly MetricFamily BackupVerified = Gauge("zkagent_backup_verified", "Backups: how the newest backup was verified: 0 not at all, 1 quick, 2 full.");
    public static readonly MetricFamily BackupLogSegment = Gauge("zkagent_backup_log_segment_timestamp_seconds", "Backups: up to when the log segments are complete, in seconds since 1970 in UTC; absent before the first one.", unit: Seconds);
    public static readonly MetricFamily BackupFailures = Counter("zkagent_backup_failures_total", "Backups: failures of this member by their reason.", "reason=not-serving|leader-changed|barrier|source|target|verify");

    /// <summary>What only a member that makes backups tells.</summary>
    public static readonly IReadOnlyList<MetricFamily> OfBackups =
    [
        BackupInterval, BackupLogInterval, BackupLastSuccess, BackupDuration, BackupBytes, BackupZxid, BackupVerified, BackupLogSegment, BackupFailures,
    ];

    /// <summary>What is known of one page only, and only once ZooKeeper's numbers are written: these are written behind them and are in no registry.</summary>
    public static readonly IReadOnlyList<MetricFamily> OfOnePage = [MntrComplete, MetricsCut];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<MetricFamily> All =
    [
        .. OfOnePage, BuildInfo, HealthState, HealthStateSeconds, ProbePassing, ProbeAnswers, ProbeDuration,
        Restarts, LastExitCode, LastExitInfo, Elections, MembershipDisagreement,
        DirectoryBytes, FilesystemSize, FilesystemFree, FilesystemInodes, FilesystemInodesFree, Snapshots, NewestSnapshotAge, TransactionLogs, TransactionLogGrowth, VolumeTimeout, ServiceFailures,
        HeapLimit, ProcessCpu, ProcessResident, ProcessFds, ProcessThreads, OwnCpu, OwnResident, OwnFds, OwnThreads, OwnStart,
        GuardState, GuardOverride, RestoreState, GateState, Draining, SessionPassing, SessionDuration,
        ClientTlsPhase, QuorumTlsPhase, QuorumSaslPhase, ClientSaslPhase, CertificateNotAfter, TlsPortServing, TlsReloads, TlsFilesRefused,
        SaslUsersOutdated, .. OfDynamicMembership, .. OfBackups,
    ];

    private static MetricFamily Gauge(string name, string help, string labels = "", string unit = "") => new(name, MetricType.Gauge, help) { Labels = labels, Unit = unit };

    private static MetricFamily Counter(string name, string help, string labels = "") => new(name, MetricType.Counter, help) { Labels = labels };
}
