using Xunit;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Rendering;

namespace ZkAgent.Core.Tests.Rendering;

/// <summary>The environments and flags that users of older images have in their manifests, and the zoo.cfg that they get.</summary>
public sealed class ExistingUsersTests
{
    /// <summary>kubernetes/contrib: the ConfigMap zk-cm as the manifest maps it, ZK_SYNC_LIMIT from the key tick, and the image's own variables.</summary>
    private static readonly Given K8Szk = new(
        ("ZK_REPLICAS", "3"), ("ZK_HEAP_SIZE", "1G"), ("ZK_TICK_TIME", "2000"), ("ZK_INIT_LIMIT", "10"), ("ZK_SYNC_LIMIT", "2000"),
        ("ZK_MAX_CLIENT_CNXNS", "60"), ("ZK_SNAP_RETAIN_COUNT", "3"), ("ZK_PURGE_INTERVAL", "0"), ("ZK_CLIENT_PORT", "2181"),
        ("ZK_SERVER_PORT", "2888"), ("ZK_ELECTION_PORT", "3888"),
        ("JAVA_HOME", "/usr/lib/jvm/java-8-openjdk-amd64"), ("ZK_USER", "zookeeper"), ("ZK_DATA_DIR", "/var/lib/zookeeper/data"),
        ("ZK_DATA_LOG_DIR", "/var/lib/zookeeper/log"), ("ZK_LOG_DIR", "/var/log/zookeeper"),
        // What the kubelet adds for the Services of the namespace.
        ("ZK_SVC_SERVICE_HOST", "None"), ("ZK_CLIENT_SERVICE_HOST", "10.0.0.7"), ("ZK_CLIENT_SERVICE_PORT", "2181"),
        ("ZK_CLIENT_PORT_2181_TCP", "tcp://10.0.0.7:2181"), ("ZK_CLIENT_PORT_2181_TCP_ADDR", "10.0.0.7"));

    /// <summary>The Kubernetes tutorial: every flag of start-zookeeper, as its manifest has them.</summary>
    private static readonly Given Tutorial = new()
    {
        Flags =
        [
            ("servers", "3"), ("data_dir", "/var/lib/zookeeper/data"), ("data_log_dir", "/var/lib/zookeeper/data/log"), ("log_dir", "/var/log/zookeeper"),
            ("conf_dir", "/opt/zookeeper/conf"), ("client_port", "2181"), ("election_port", "3888"), ("server_port", "2888"), ("tick_time", "2000"),
            ("init_limit", "10"), ("sync_limit", "5"), ("heap", "512M"), ("max_client_cnxns", "60"), ("snap_retain_count", "3"), ("purge_interval", "12"),
            ("max_session_timeout", "40000"), ("min_session_timeout", "4000"), ("log_level", "INFO"),
        ],
        HostName = "zk-2",
    };

    /// <summary>helm incubator/zookeeper 2.1.6: what the chart sets, over the official image's own variables.</summary>
    private static readonly Given Incubator = new(
        ("ZK_REPLICAS", "3"), ("JMXAUTH", "false"), ("JMXDISABLE", "false"), ("JMXPORT", "1099"), ("JMXSSL", "false"), ("ZK_HEAP_SIZE", "1G"),
        ("ZK_SYNC_LIMIT", "10"), ("ZK_TICK_TIME", "2000"), ("ZOO_AUTOPURGE_PURGEINTERVAL", "0"), ("ZOO_AUTOPURGE_SNAPRETAINCOUNT", "3"),
        ("ZOO_INIT_LIMIT", "5"), ("ZOO_MAX_CLIENT_CNXNS", "60"), ("ZOO_PORT", "2181"), ("ZOO_STANDALONE_ENABLED", "false"), ("ZOO_TICK_TIME", "2000"),
        ("ZK_DATA_DIR", "/data"), ("ZK_DATA_LOG_DIR", "/data/log"), ("ZK_CONF_DIR", "/conf"), ("ZK_LOG_LEVEL", "INFO"),
        ("ZOO_USER", "zookeeper"), ("ZOO_DATA_DIR", "/data"), ("ZOO_DATA_LOG_DIR", "/datalog"), ("ZOO_LOG_DIR", "/logs"), ("ZOO_CONF_DIR", "/conf"), ("ZOO_SYNC_LIMIT", "2"))
    {
        HostName = "release-zookeeper-1",
        Hosts = "127.0.0.1\tlocalhost\n10.1.2.3\trelease-zookeeper-1.release-zookeeper-headless.db.svc.cluster.local\trelease-zookeeper-1\n",
    };

    /// <summary>The official image: its ENV, and what its documentation has users add.</summary>
    private static readonly Given Official = new(
        ("ZOO_CONF_DIR", "/conf"), ("ZOO_DATA_DIR", "/data"), ("ZOO_DATA_LOG_DIR", "/datalog"), ("ZOO_LOG_DIR", "/logs"), ("ZOO_TICK_TIME", "2000"),
        ("ZOO_INIT_LIMIT", "5"), ("ZOO_SYNC_LIMIT", "2"), ("ZOO_AUTOPURGE_PURGEINTERVAL", "0"), ("ZOO_AUTOPURGE_SNAPRETAINCOUNT", "3"),
        ("ZOO_MAX_CLIENT_CNXNS", "60"), ("ZOO_STANDALONE_ENABLED", "true"), ("ZOO_ADMINSERVER_ENABLED", "true"), ("ZOOCFGDIR", "/conf"),
        ("ZOO_MY_ID", "2"), ("ZOO_SERVERS", "server.1=zoo1:2888:3888;2181 server.2=zoo2:2888:3888;2181 server.3=zoo3:2888:3888;2181"),
        ("ZOO_4LW_COMMANDS_WHITELIST", "srvr, mntr"), ("ZOO_CFG_EXTRA", "metricsProvider.className=org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider metricsProvider.httpPort=7000"))
    {
        HostName = "zoo2",
        Hosts = "172.18.0.3\tzoo2\n",
        ResolvConf = "nameserver 127.0.0.11\noptions ndots:0\n",
    };

    private static readonly Given OfficialAlone = new([.. Official.Environment.Where(v => v.Name is not ("ZOO_SERVERS" or "ZOO_CFG_EXTRA")), ("ZOO_SERVERS", "server.2=localhost:2888:3888;2181")]) { HostName = "a1b2c3d4e5f6" };

    private static readonly Given Secure = Given.Three
        .With("ZK_PARTICIPANTS", "3").With("ZK_REPLICAS", "5")
        .With("ZOO_CFG_EXTRA", "secureClientPort=2281 sslQuorum=true").With("ZK_CLIENT_PORT_ADDRESS", "127.0.0.1")
        with
    {
        HostName = "zk-4",
        File = new("/config/zoo.cfg", "# mounted\nssl.keyStore.location = /tls/keystore.p12\nssl.keyStore.passwordPath: /tls/password\nssl.quorum.keyStore.location=/tls/quorum.p12\nsnapshot.compression.method=gz\n"),
        ValueFiles = new Dictionary<string, Core.Settings.FileText> { ["ZK_CFG_ssl__trustStore__password_FILE"] = new("/tls/trust", "back\\slash and é\n") },
    };

    public static TheoryData<string> Names => ["k8szk", "tutorial", "incubator", "official", "official-alone", "one-server", "secure"];

    private static Given Called(string name) => name switch
    {
        "k8szk" => K8Szk,
        "tutorial" => Tutorial,
        "incubator" => Incubator,
        "official" => Official,
        "official-alone" => OfficialAlone,
        "one-server" => new(("ZK_REPLICAS", "1")),
        _ => Secure,
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_gets_the_zoo_cfg_that_was_reviewed(string name)
    {
        var given = Called(name);
        GoldenFile.Check($"{name}.zoo.cfg", given.ZooCfg);
        Assert.Equal(given.ZooCfg, given.ZooCfg);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_gets_the_warnings_that_were_reviewed(string name) =>
        GoldenFile.Check($"{name}.warnings.txt", string.Concat(Called(name).Works.Warnings.Select(w => w + "\n")));

    [Fact]
    public void The_log_configurations_are_those_that_were_reviewed()
    {
        var plain = Given.Three.With("ZK_LOG_LEVEL", "WARN");
        foreach (var (given, prefix) in new[] { (plain, ""), (plain.With("ZK_QUORUM_SASL", "require").With("ZK_RUN_DIR", "/run/zk"), "sasl-"), (plain.With("ZK_LOG_FORMAT", "json"), "json-") })
            foreach (var file in (RenderedFile[])[LogConfiguration.Logback(given.Works.Settings!, "/logback.xml"), LogConfiguration.Log4J(given.Works.Settings!, "/log4j.properties")])
                GoldenFile.Check(prefix + Path.GetFileName(file.Path), file.Text);
    }

    [Fact]
    public void Java_env_is_the_one_that_was_reviewed()
    {
        var file = JavaEnv.Render(Tutorial.Works.Settings!, "/opt/zookeeper/conf/java.env");
        Assert.Equal("/opt/zookeeper/conf/java.env", file.Path);
        GoldenFile.Check("java.env", file.Text);
    }

    [Fact]
    public void The_heaps_are_those_that_were_asked_for() =>
        Assert.Equal(["1024m", "512m", "1024m", "1G"], new[] { K8Szk, Tutorial, Incubator, Official }.Select(g => g.Works.Settings!.Jvm.Heap));
}
