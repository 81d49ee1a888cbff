namespace ZkAgent.Core.Settings;

/// <summary>Every setting, spelled once. The table of docs/settings.md is checked against this list.</summary>
public static class SettingCatalog
{
    // Who the members are
    public static readonly Setting Replicas = new("ZK_REPLICAS", "", "number of servers in the ensemble: the StatefulSet's replicas") { Flag = "servers" };
    public static readonly Setting Servers = new("ZK_SERVERS", "", "the whole server list, server.N=host:2888:3888[:role][;port] …; replaces the list that follows from the names") { Flag = "server_list", Aliases = ["ZOO_SERVERS"] };
    public static readonly Setting MyId = new("ZK_MYID", "", "this server's id, 0 to 254, instead of the one that follows from the pod's name; needs ZK_SERVERS") { Aliases = ["ZOO_MY_ID", "ZOO_SERVER_ID"] };
    public static readonly Setting PodName = new("ZK_POD_NAME", "", "this pod's name, from the downward API; empty: the host name, which with hostNetwork is the node's") { Aliases = ["POD_NAME", "MY_POD_NAME"] };
    public static readonly Setting MyIdOffset = new("ZK_MYID_OFFSET", "1", "myid is the ordinal plus this");
    public static readonly Setting OrdinalStart = new("ZK_ORDINAL_START", "0", "the StatefulSet's first ordinal (spec.ordinals.start)");
    public static readonly Setting Participants = new("ZK_PARTICIPANTS", "", "how many servers vote; the others observe; empty: all vote");
    public static readonly Setting Membership = new("ZK_MEMBERSHIP", "static", "static: the list of servers follows from the settings; dynamic: ZooKeeper keeps it, and members join and leave as the StatefulSet is scaled");
    public static readonly Setting SuperPasswordFile = new("ZK_SUPER_PASSWORD_FILE", "", "with dynamic membership and a superDigest of your own: a file with its password, so that the agent can change the membership");
    public static readonly Setting StatefulSet = new("ZK_STATEFULSET", "", "the StatefulSet's name, for pods outside it; empty: from the host name");
    public static readonly Setting HeadlessService = new("ZK_HEADLESS_SERVICE", "", "the headless service; empty: from the pod's full name in /etc/hosts");
    public static readonly Setting Namespace = new("ZK_NAMESPACE", "", "the ensemble's namespace; empty: from /etc/hosts or resolv.conf") { Aliases = ["POD_NAMESPACE"] };
    public static readonly Setting ClusterDomain = new("ZK_CLUSTER_DOMAIN", "", "the cluster's DNS domain; empty: from /etc/hosts or resolv.conf, else cluster.local");

    // Ports
    public static readonly Setting ClientPort = new("ZK_CLIENT_PORT", "2181", "port for clients") { CfgKey = "clientPort", Aliases = ["ZOO_PORT", "ZOO_PORT_NUMBER"] };
    public static readonly Setting ClientPortAddress = new("ZK_CLIENT_PORT_ADDRESS", "", "the address that the client port listens on; empty: every address; with secureClientPort, 127.0.0.1 leaves the plaintext port to the agent, and clients must use TLS") { CfgKey = "clientPortAddress" };
    public static readonly Setting ServerPort = new("ZK_SERVER_PORT", "2888", "port on which the leader listens to followers");
    public static readonly Setting ElectionPort = new("ZK_ELECTION_PORT", "3888", "port for leader election");
    public static readonly Setting AgentPort = new("ZK_AGENT_PORT", "9141", "port of the agent's HTTP server: probes, status, metrics");
    public static readonly Setting StatusPage = new("ZK_STATUS_PAGE", "on", "on: GET / on the agent's port shows the ensemble, to a browser as a page and to curl as a table; off: it answers 404");
    public static readonly Setting ExternalAddresses = new("ZK_EXTERNAL_ADDRESSES", "", "where clients outside the cluster reach the members: host:port,host:port in the order of the ids; zkagent connect-string --external prints it");

    // Directories
    public static readonly Setting DataDir = new("ZK_DATA_DIR", "/var/lib/zookeeper/data", "snapshots and myid") { CfgKey = "dataDir", Aliases = ["ZOO_DATA_DIR"] };
    public static readonly Setting DataLogDir = new("ZK_DATA_LOG_DIR", "/var/lib/zookeeper/log", "transaction log") { CfgKey = "dataLogDir", Aliases = ["ZOO_DATA_LOG_DIR"] };
    public static readonly Setting LogDir = new("ZK_LOG_DIR", "/var/log/zookeeper", "where ZooKeeper's scripts write their own files (heap dumps, audit)") { Aliases = ["ZOO_LOG_DIR"] };
    public static readonly Setting ConfDir = new("ZK_CONF_DIR", "/opt/zookeeper/conf", "where zoo.cfg and the log configuration are written") { Aliases = ["ZOO_CONF_DIR"] };
    public static readonly Setting ConfigFile = new("ZK_CONFIG_FILE", "", "a file in zoo.cfg's syntax, such as a mounted ConfigMap; every variable wins over it; empty: a zoo.cfg of your own in ZK_CONF_DIR");

    public static readonly Setting RunDir = new("ZK_RUN_DIR", "", "where the agent's socket is, and files for ZooKeeper that cannot be in ZK_CONF_DIR; empty: ZK_CONF_DIR, or a directory in /dev/shm where ZK_CONF_DIR is read-only");

    // zoo.cfg
    public static readonly Setting TickTime = new("ZK_TICK_TIME", "2000", "length of a tick in milliseconds") { CfgKey = "tickTime", Aliases = ["ZOO_TICK_TIME"] };
    public static readonly Setting InitLimit = new("ZK_INIT_LIMIT", "10", "ticks a follower may take to connect and load the leader's state") { CfgKey = "initLimit", Aliases = ["ZOO_INIT_LIMIT"] };
    public static readonly Setting SyncLimit = new("ZK_SYNC_LIMIT", "5", "ticks a follower may lag behind the leader") { CfgKey = "syncLimit", Aliases = ["ZOO_SYNC_LIMIT"] };
    public static readonly Setting MaxClientCnxns = new("ZK_MAX_CLIENT_CNXNS", "60", "connections per client address; 0: no limit") { CfgKey = "maxClientCnxns", Aliases = ["ZOO_MAX_CLIENT_CNXNS"] };
    public static readonly Setting MinSessionTimeout = new("ZK_MIN_SESSION_TIMEOUT", "2 ticks", "shortest session a client may ask for, milliseconds") { CfgKey = "minSessionTimeout" };
    public static readonly Setting MaxSessionTimeout = new("ZK_MAX_SESSION_TIMEOUT", "20 ticks", "longest session a client may ask for, milliseconds") { CfgKey = "maxSessionTimeout", Aliases = ["ZOO_MAX_SESSION_TIMEOUT"] };
    public static readonly Setting SnapRetainCount = new("ZK_SNAP_RETAIN_COUNT", "3", "snapshots that purging keeps") { CfgKey = "autopurge.snapRetainCount", Aliases = ["ZOO_AUTOPURGE_SNAPRETAINCOUNT", "ZOO_AUTOPURGE_RETAIN_COUNT", "ZOO_AUTOPURGE_SNAP_RETAIN_COUNT"] };
    public static readonly Setting PurgeInterval = new("ZK_PURGE_INTERVAL", "12", "hours between purges of old snapshots and logs; 0: never") { CfgKey = "autopurge.purgeInterval", Aliases = ["ZOO_AUTOPURGE_PURGEINTERVAL", "ZOO_AUTOPURGE_INTERVAL", "ZOO_AUTOPURGE_PURGE_INTERVAL"] };
    public static readonly Setting FourLetterWords = new("ZK_4LW_COMMANDS_WHITELIST", "srvr,mntr,ruok", "four-letter words that ZooKeeper answers; the default ones are always among them") { CfgKey = "4lw.commands.whitelist", Aliases = ["ZOO_4LW_COMMANDS_WHITELIST"] };
    public static readonly Setting AdminServer = new("ZK_ADMIN_SERVER_ENABLED", "false", "ZooKeeper's own HTTP server, unauthenticated, on every interface by default") { CfgKey = "admin.enableServer", Aliases = ["ZOO_ADMINSERVER_ENABLED", "ZOO_ENABLE_ADMIN_SERVER"] };
    public static readonly Setting StandaloneEnabled = new("ZK_STANDALONE_ENABLED", "", "true: a single server runs without a quorum; empty: true if there is one server") { CfgKey = "standaloneEnabled", Aliases = ["ZOO_STANDALONE_ENABLED"] };
    public static readonly Setting CfgExtra = new("ZOO_CFG_EXTRA", "", "more zoo.cfg keys: key=value, separated by spaces or lines") { Flag = "cfg_extra" };

    // The process
    public static readonly Setting HeapSize = new("ZK_HEAP_SIZE", "auto", "JVM heap (2G, 512M, bytes); auto: 60 % of the container's memory limit, 1G without a limit") { Flag = "heap", Aliases = ["ZK_SERVER_HEAP", "ZOO_HEAP_SIZE"] };
    public static readonly Setting LogLevel = new("ZK_LOG_LEVEL", "INFO", "ZooKeeper's log level: ERROR, WARN, INFO, DEBUG, TRACE") { Aliases = ["ZOO_LOG_LEVEL"] };
    public static readonly Setting LogFormat = new("ZK_LOG_FORMAT", "text", "how the agent and ZooKeeper log: text, or json (one object a line)");
    public static readonly Setting ServerCommand = new("ZK_SERVER_COMMAND", "", "the zkServer.sh to start; empty: found in the usual places");
    public static readonly Setting GracePeriod = new("ZK_GRACE_PERIOD", "30s", "the pod's terminationGracePeriodSeconds");
    public static readonly Setting PodManagement = new("ZK_POD_MANAGEMENT", "Parallel", "the StatefulSet's podManagementPolicy; OrderedReady: also ready while the next pod does not exist and there is no quorum");
    public static readonly Setting LeaderReady = new("ZK_LEADER_READY", "false", "with leaderServes=no: true makes a leader that serves no clients ready");
    public static readonly Setting MetricNames = new("ZK_METRICS_NAMES", "zk", "the names of ZooKeeper's numbers in /metrics: zk (zk_znode_count, as exporters name them) or native (znode_count, as ZooKeeper's own provider names them)");
    public static readonly Setting RestartLimit = new("ZK_RESTART_LIMIT", "5", "restarts of ZooKeeper in place within 10 minutes after it ended by itself; 0: the agent ends with ZooKeeper instead");
    public static readonly Setting OkTimeout = new("ZK_OK_TIMEOUT", "4s", "how long zkagent ok waits for ZooKeeper's answer") { Aliases = ["ZOO_HC_TIMEOUT"] };
    public static readonly Setting TerminationLog = new("ZK_TERMINATION_LOG", "/dev/termination-log", "the file of the termination message that kubectl describe shows");

    // The data guard
    public static readonly Setting ForceBootstrap = new("ZK_FORCE_BOOTSTRAP", "", "until this UTC time (2026-11-21T12:00:00Z) empty members may vote until a quorum can form around the members that have data; the data of members that do not answer for five minutes is lost");
    public static readonly Setting ForceVolume = new("ZK_FORCE_VOLUME", "", "until this UTC time a volume is used that belongs to another server, to another ensemble, or to an ensemble that had more servers");
    public static readonly Setting ForceDamaged = new("ZK_FORCE_DAMAGED", "", "until this UTC time ZooKeeper is started with damaged data; acknowledged writes may be lost");

    // Restore
    public static readonly Setting Restore = new("ZK_RESTORE", "", "the backup that a new ensemble begins with: its directory, and behind it @ZXID or @TIME to end earlier; acts only where the volumes of all members are empty");
    public static readonly Setting RestoreName = new("ZK_RESTORE_NAME", "1", "names one restore: a second restore of the same backup needs another name");

    /// <summary>All of them, in the order in which they are explained.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        Replicas, Servers, MyId, PodName, MyIdOffset, OrdinalStart, Participants, Membership, SuperPasswordFile, StatefulSet, HeadlessService, Namespace, ClusterDomain,
        ClientPort, ClientPortAddress, ServerPort, ElectionPort, AgentPort, StatusPage, ExternalAddresses,
        DataDir, DataLogDir, LogDir, ConfDir, ConfigFile, RunDir,
        TickTime, InitLimit, SyncLimit, MaxClientCnxns, MinSessionTimeout, MaxSessionTimeout, SnapRetainCount, PurgeInterval,
        FourLetterWords, AdminServer, StandaloneEnabled, CfgExtra,
        .. SecurityCatalog.All,
        .. BackupCatalog.All,
        HeapSize, LogLevel, LogFormat, ServerCommand, PodManagement, LeaderReady, GracePeriod, RestartLimit, MetricNames, OkTimeout, TerminationLog,
        ForceBootstrap, ForceVolume, ForceDamaged,
        Restore, RestoreName,
    ];

    /// <summary>Prefix of variables that name a zoo.cfg key directly: dots are written as two underscores.</summary>
    public const string CfgPrefix = "ZK_CFG_";

    /// <summary>Ending of such a variable whose value is the path of a file that holds the key's value: how secrets are given.</summary>
    public const string CfgFileSuffix = "_FILE";

    /// <summary>The zoo.cfg key that a <c>ZK_CFG_…</c> or <c>ZK_CFG_…_FILE</c> variable names.</summary>
    public static string CfgKeyOf(string variable)
    {
        var end = IsCfgFileVariable(variable) ? variable.Length - CfgFileSuffix.Length : variable.Length;
        return variable[CfgPrefix.Length..end].Replace("__", ".", StringComparison.Ordinal);
    }

    /// <summary>True for <c>ZK_CFG_…_FILE</c>.</summary>
    public static bool IsCfgFileVariable(string name) =>
        name.Length > CfgPrefix.Length + CfgFileSuffix.Length
        && name.StartsWith(CfgPrefix, StringComparison.Ordinal) && name.EndsWith(CfgFileSuffix, StringComparison.Ordinal);

    /// <summary>The variable that names a zoo.cfg key.</summary>
    public static string CfgVariableOf(string key) => CfgPrefix + key.Replace(".", "__", StringComparison.Ordinal);

    public static Setting? ByFlag(string flag) => All.FirstOrDefault(s => s.Flag == flag.Replace('-', '_'));

    public static Setting? ByCfgKey(string key) => All.FirstOrDefault(s => s.CfgKey == key);
}
