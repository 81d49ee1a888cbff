using Xunit;
using ZkAgent.Core.Families;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Families;

/// <summary>Every variable of Bitnami's image that is no security setting.</summary>
public sealed class BitnamiTests
{
    [Fact]
    public void The_charts_own_values_work_without_a_warning()
    {
        var plan = GivenBitnami.Three.Works;
        Assert.Empty(plan.Warnings);
        Assert.Equal(2, plan.LocalMember!.Self.Id.Value);
        Assert.Equal("1024m", plan.Settings!.Jvm.Heap);
        Assert.Equal("server.3=db-zookeeper-2.db-zookeeper-headless.web.svc.cluster.local:2888:3888:participant;2181", GivenBitnami.Three.ServerLines[2]);
    }

    [Fact]
    public void One_replica_of_the_chart_is_a_standalone_server() =>
        Assert.True((GivenBitnami.Three.With("ZOO_SERVERS", "db-zookeeper-0.db-zookeeper-headless.web.svc.cluster.local:2888:3888::1").With("ZOO_SERVER_ID", "1").With("POD_NAME", "db-zookeeper-0") with
        {
            HostName = "db-zookeeper-0",
            Hosts = "10.1.2.3 db-zookeeper-0.db-zookeeper-headless.web.svc.cluster.local db-zookeeper-0\n",
        }).Works.LocalMember!.Standalone);

    [Theory]
    [InlineData("ZOO_PORT_NUMBER", "2182", "clientPort", "2182")]
    [InlineData("ZOO_TICK_TIME", "3000", "tickTime", "3000")]
    [InlineData("ZOO_INIT_LIMIT", "11", "initLimit", "11")]
    [InlineData("ZOO_SYNC_LIMIT", "6", "syncLimit", "6")]
    [InlineData("ZOO_MAX_CNXNS", "500", "maxCnxns", "500")]
    [InlineData("ZOO_MAX_CLIENT_CNXNS", "61", "maxClientCnxns", "61")]
    [InlineData("ZOO_MAX_SESSION_TIMEOUT", "50000", "maxSessionTimeout", "50000")]
    [InlineData("ZOO_PRE_ALLOC_SIZE", "1024", "preAllocSize", "1024")]
    [InlineData("ZOO_SNAPCOUNT", "5000", "snapCount", "5000")]
    [InlineData("ZOO_AUTOPURGE_INTERVAL", "7", "autopurge.purgeInterval", "7")]
    [InlineData("ZOO_AUTOPURGE_RETAIN_COUNT", "8", "autopurge.snapRetainCount", "8")]
    [InlineData("ZOO_AUTOPURGE_PURGE_INTERVAL", "9", "autopurge.purgeInterval", "9")]
    [InlineData("ZOO_AUTOPURGE_SNAP_RETAIN_COUNT", "9", "autopurge.snapRetainCount", "9")]
    [InlineData("ZOO_4LW_COMMANDS_WHITELIST", "srvr, mntr", "4lw.commands.whitelist", "srvr,mntr,ruok")]
    [InlineData("ZOO_LISTEN_ALLIPS_ENABLED", "yes", "quorumListenOnAllIPs", "true")]
    [InlineData("ZOO_LISTEN_ALLIPS_ENABLED", "no", "quorumListenOnAllIPs", "false")]
    [InlineData("ZOO_RECONFIG_ENABLED", "1", "reconfigEnabled", "true")]
    [InlineData("ZOO_RECONFIG_ENABLED", "TRUE", "reconfigEnabled", "true")]
    [InlineData("ZOO_ENABLE_ADMIN_SERVER", "yes", "admin.enableServer", "true")]
    [InlineData("ZOO_ADMIN_SERVER_ADDRESS", "10.0.0.1", "admin.serverAddress", "10.0.0.1")]
    [InlineData("ZOO_ADMIN_SERVER_PORT_NUMBER", "8081", "admin.serverPort", "8081")]
    [InlineData("ZOO_ADMINSERVER_PORT", "8082", "admin.serverPort", "8082")]
    [InlineData("ZOO_FIPS_MODE", "yes", "fips-mode", "true")]
    [InlineData("ZOO_FIPS_MODE", "no", "fips-mode", "false")]
    [InlineData("ZOO_PEER_TYPE", "participant", "peerType", "participant")]
    [InlineData("ZOO_DATA_LOG_DIR", "/bitnami/zookeeper/log", "dataLogDir", "/bitnami/zookeeper/log")]
    [InlineData("ZOO_CFG_admin_commandURL", "/do", "admin.commandURL", "/do")]
    [InlineData("ZOO_CFG_tickTime", "2500", "tickTime", "2500")]
    [InlineData("ZOO_CFG_connection_throttle_tokens", "5", "connection_throttle_tokens", "5")]
    [InlineData("ZOO_CFG_snapshot_compression_method", "gz", "snapshot.compression.method", "gz")]
    public void Each_variable_becomes_its_key(string name, string value, string key, string expected)
    {
        var given = Given.Three.With(name, value);
        Assert.Equal(expected, given.Key(key));
        Assert.DoesNotContain(given.Works.Warnings, w => w.Contains("is not a setting", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ZOO_HEAP_SIZE", "512", "ZK_HEAP_SIZE", "512")]
    [InlineData("ZOO_LOG_LEVEL", "DEBUG", "ZK_LOG_LEVEL", "DEBUG")]
    public void Each_variable_becomes_its_setting(string name, string value, string setting, string expected) =>
        Assert.Equal((expected, name), (Given.Three.With(name, value).Effective(setting).Value, Given.Three.With(name, value).Effective(setting).Origin));

    [Fact]
    public void A_heap_without_a_unit_counts_megabytes() => Assert.Equal("512m", Given.Three.With("ZOO_HEAP_SIZE", "512").Works.Settings!.Jvm.Heap);

    [Fact]
    public void A_heap_among_the_flags_of_the_JVM_wins() =>
        Assert.Equal("2048m", Given.Three.With("ZOO_HEAP_SIZE", "512").With("JVMFLAGS", "-Xmx2g -Xms2g").Works.Settings!.Jvm.Heap);

    [Fact]
    public void Their_admin_server_listens_on_loopback_unless_told_otherwise()
    {
        Assert.Equal("127.0.0.1", Given.Three.With("ZOO_ENABLE_ADMIN_SERVER", "yes").Key("admin.serverAddress"));
        Assert.Equal("0.0.0.0", Given.Three.With("ZOO_ENABLE_ADMIN_SERVER", "yes").With("ZK_CFG_admin__serverAddress", "0.0.0.0").Key("admin.serverAddress"));
        Assert.Null(Given.Three.With("ZOO_ENABLE_ADMIN_SERVER", "no").Key("admin.serverAddress"));
    }

    [Fact]
    public void Their_metrics_come_from_the_agent_on_their_port_with_their_names()
    {
        var settings = Given.Three.With("ZOO_ENABLE_PROMETHEUS_METRICS", "yes").With("ZOO_PROMETHEUS_METRICS_PORT_NUMBER", "9142").Works.Settings!;
        Assert.Equal((9142, MetricNames.Native), (settings.AgentPort, settings.MetricNames));
        Assert.DoesNotContain(settings.ZooKeeper.Keys, k => k.Key.StartsWith("metricsProvider.", StringComparison.Ordinal));
        Assert.Equal(7000, Given.Three.With("ZOO_ENABLE_PROMETHEUS_METRICS", "true").Works.Settings!.AgentPort);
        Assert.Equal(9141, Given.Three.With("ZOO_ENABLE_PROMETHEUS_METRICS", "no").With("ZOO_PROMETHEUS_METRICS_PORT_NUMBER", "9142").Works.Settings!.AgentPort);
        Assert.Equal(MetricNames.Zk, Given.Three.With("ZOO_ENABLE_PROMETHEUS_METRICS", "yes").With("ZK_METRICS_NAMES", "zk").Works.Settings!.MetricNames);
    }

    [Theory]
    [InlineData("ZOO_ENABLE_PROMETHEUS_METRICS")]
    [InlineData("ZOO_ENABLE_AUTH")]
    [InlineData("ZOO_ENABLE_QUORUM_AUTH")]
    [InlineData("ZOO_TLS_CLIENT_ENABLE")]
    [InlineData("ZOO_TLS_QUORUM_ENABLE")]
    [InlineData("ALLOW_ANONYMOUS_LOGIN")]
    public void A_switch_that_is_neither_yes_nor_no_is_refused(string name) => Assert.Equal($"cannot use {name}=maybe: expected yes or no", Given.Three.With(name, "maybe").Problem);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\"\"")]
    public void An_empty_value_counts_as_not_set(string empty)
    {
        var given = Given.Three.With("ZOO_ENABLE_AUTH", empty).With("ZOO_TLS_CLIENT_ENABLE", empty).With("ZOO_MAX_CNXNS", empty).With("ZOO_SERVERS", empty).With("ZOO_CFG_snapCount", empty);
        Assert.Equal(default, given.Works.Settings!.Security.Phases);
        Assert.Null(given.Key("maxCnxns"));
        Assert.Null(given.Key("snapCount"));
    }

    [Theory]
    [InlineData(",")]
    [InlineData(" ;,\n")]
    public void A_list_of_separators_only_does_not_make_an_only_server_of_a_member(string list) =>
        Assert.Equal($"cannot use ZOO_SERVERS={Core.Text.LogEscaping.Quote(list.Trim())}: expected a list with at least one server, host:serverPort:electionPort[:participant|observer][::N]; remove it if there is no list",
            (GivenBitnami.Three with { Fallbacks = ImageFamily.Bitnami.Fallbacks }).With("ZOO_SERVERS", list).Problem);

    [Fact]
    public void A_dot_at_the_end_of_a_name_is_left_out() =>
        Assert.Equal(GivenBitnami.Three.ServerLines, GivenBitnami.Three.With("ZOO_SERVERS", GivenBitnami.Three.Environment.Single(v => v.Name == "ZOO_SERVERS").Value.Replace(".local:", ".local.:", StringComparison.Ordinal)).ServerLines);

    [Fact]
    public void Only_the_images_default_makes_a_server_the_only_one_by_default()
    {
        var alone = GivenBitnami.Three.Without("ZOO_SERVERS", "POD_NAME", "ZOO_SERVER_ID") with { Fallbacks = ImageFamily.Bitnami.Fallbacks, HostName = $"{GivenBitnami.Host}-0" };
        Assert.True(alone.Works.LocalMember!.AloneByDefault);
        Assert.False(alone.With("ZK_REPLICAS", "1").Works.LocalMember!.AloneByDefault);
        Assert.False(alone.With("ZOO_SERVERS", $"{GivenBitnami.Host}-0:2888:3888::1").Works.LocalMember!.AloneByDefault);
        Assert.False(alone.With("ZK_STANDALONE_ENABLED", "false").Works.LocalMember!.AloneByDefault);
    }

    [Fact]
    public void The_role_that_contradicts_the_list_is_named() =>
        Assert.Contains(GivenBitnami.Three.With("ZOO_PEER_TYPE", "observer").Works.Warnings, w => w.StartsWith("ZOO_PEER_TYPE: peerType=observer has no effect", StringComparison.Ordinal));

    [Fact]
    public void A_wrong_value_is_refused_under_their_name() =>
        Assert.Equal("cannot use ZOO_SNAPCOUNT=many: expected a whole number of at most 2147483647 for snapCount", Given.Three.With("ZOO_SNAPCOUNT", "many").Problem);

    [Fact]
    public void A_key_that_ZooKeeper_does_not_have_is_warned_of_under_their_name() =>
        Assert.Contains(Given.Three.With("ZOO_CFG_snapCont", "5").Works.Warnings, w => w.StartsWith("ZOO_CFG_snapCont: ZooKeeper 3.9 has no key snapCont", StringComparison.Ordinal));
}
