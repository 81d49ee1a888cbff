using Xunit;

namespace ZkAgent.Core.Tests.Families;

public sealed class ConfluentTests
{
    /// <summary>A pod of Confluent's chart.</summary>
    private static readonly Given Chart = new(
        ("KAFKA_HEAP_OPTS", "-Xms512M -Xmx512M"), ("ZOOKEEPER_TICK_TIME", "2000"), ("ZOOKEEPER_SYNC_LIMIT", "5"), ("ZOOKEEPER_INIT_LIMIT", "10"), ("ZOOKEEPER_MAX_CLIENT_CNXNS", "60"),
        ("ZOOKEEPER_AUTOPURGE_SNAP_RETAIN_COUNT", "3"), ("ZOOKEEPER_AUTOPURGE_PURGE_INTERVAL", "24"), ("ZOOKEEPER_CLIENT_PORT", "2181"),
        ("ZOOKEEPER_SERVERS", "q-cp-zookeeper-0.q-cp-zookeeper-headless.web:2888:3888;q-cp-zookeeper-1.q-cp-zookeeper-headless.web:2888:3888;q-cp-zookeeper-2.q-cp-zookeeper-headless.web:2888:3888"),
        ("ZOOKEEPER_SERVER_ID", "q-cp-zookeeper-2"))
    {
        HostName = "q-cp-zookeeper-2",
    };

    [Fact]
    public void The_charts_own_values_work_without_a_warning()
    {
        var plan = Chart.Works;
        Assert.Empty(plan.Warnings);
        Assert.Equal(3, plan.LocalMember!.Self.Id.Value);
        Assert.Equal("512m", plan.Settings!.Jvm.Heap);
        Assert.Equal("server.3=q-cp-zookeeper-2.q-cp-zookeeper-headless.web:2888:3888:participant;2181", Chart.ServerLines[2]);
    }

    [Theory]
    [InlineData("ZOOKEEPER_CLIENT_PORT", "2182", "clientPort", "2182")]
    [InlineData("ZOOKEEPER_TICK_TIME", "3000", "tickTime", "3000")]
    [InlineData("ZOOKEEPER_MAX_SESSION_TIMEOUT", "50000", "maxSessionTimeout", "50000")]
    [InlineData("ZOOKEEPER_AUTOPURGE_SNAP_RETAIN_COUNT", "8", "autopurge.snapRetainCount", "8")]
    [InlineData("ZOOKEEPER_AUTOPURGE_PURGE_INTERVAL", "9", "autopurge.purgeInterval", "9")]
    [InlineData("ZOOKEEPER_PRE_ALLOC_SIZE", "1024", "preAllocSize", "1024")]
    [InlineData("ZOOKEEPER_SNAP_COUNT", "5000", "snapCount", "5000")]
    [InlineData("ZOOKEEPER_GLOBAL_OUTSTANDING_LIMIT", "500", "globalOutstandingLimit", "500")]
    [InlineData("ZOOKEEPER_FSYNC_WARNING_THRESHOLDMS", "900", "fsync.warningthresholdms", "900")]
    [InlineData("ZOOKEEPER_QUORUM_LISTEN_ON_ALL_IPS", "true", "quorumListenOnAllIPs", "true")]
    [InlineData("ZOOKEEPER_4LW_COMMANDS_WHITELIST", "srvr", "4lw.commands.whitelist", "srvr,mntr,ruok")]
    [InlineData("ZOOKEEPER_AUTH_PROVIDER_X509", "org.apache.zookeeper.server.auth.X509AuthenticationProvider", "authProvider.x509", "org.apache.zookeeper.server.auth.X509AuthenticationProvider")]
    [InlineData("ZOOKEEPER_SSL_KEY_STORE_LOCATION", "/s/key.jks", "ssl.keyStore.location", "/s/key.jks")]
    [InlineData("ZOOKEEPER_ADMIN_ENABLE_SERVER", "false", "admin.enableServer", "false")]
    public void Words_with_underscores_are_a_key_in_camel_case(string name, string value, string key, string expected)
    {
        var given = Given.Three.With(name, value);
        Assert.Equal(expected, given.Key(key));
        Assert.Empty(given.Works.Warnings);
    }

    [Fact]
    public void A_log_level_and_groups_are_taken()
    {
        var given = new Given(("ZOOKEEPER_SERVERS", "zk-0:2888:3888;zk-1:2888:3888;zk-2:2888:3888"), ("ZOOKEEPER_GROUPS", "1:2:3"), ("ZOOKEEPER_WEIGHTS", "1;1;1"), ("ZOOKEEPER_LOG4J_ROOT_LOGLEVEL", "WARN"));
        Assert.Equal(("1:2:3", "1"), (given.Key("group.1"), given.Key("weight.3")));
        Assert.Equal("WARN", given.Works.Settings!.ZooKeeper.LogLevel);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("zk-1", 2)]
    public void The_id_is_a_number_or_the_pods_name(string value, int id) =>
        Assert.Equal(id, (new Given(("ZOOKEEPER_SERVERS", "zk-0:2888:3888;zk-1:2888:3888"), ("ZOOKEEPER_SERVER_ID", value)) { HostName = "node.example" }).Works.LocalMember!.Self.Id.Value);

    [Fact]
    public void An_id_that_is_none_is_refused() => Assert.Contains(Chart.With("ZOOKEEPER_SERVER_ID", "first").Plan.Problems.Select(p => p.ToString()), p => p.StartsWith("cannot use ZOOKEEPER_SERVER_ID=first: expected this server's id", StringComparison.Ordinal));

    [Fact]
    public void Those_without_a_meaning_are_named_in_one_warning()
    {
        var given = Chart.With("ZOOKEEPER_DATA_DIR", "/other").With("ZOOKEEPER_TRACE_FILE", "/t").With("KAFKA_JMX_PORT", "5555");
        Assert.Equal("KAFKA_JMX_PORT, ZOOKEEPER_DATA_DIR, ZOOKEEPER_TRACE_FILE of Confluent's variables have no effect: the agent has no such setting, and ZooKeeper no such key; a key of zoo.cfg is set by ZK_CFG_<key, dots as __>, a flag of the JVM in SERVER_JVMFLAGS",
            Assert.Single(given.Works.Warnings));
        Assert.Equal("/var/lib/zookeeper/data", given.Key("dataDir"));
    }

    [Theory]
    [InlineData("ZOOKEEPER_PORT", "tcp://10.0.0.7:2181")]
    [InlineData("ZOOKEEPER_PORT_2181_TCP", "tcp://10.0.0.7:2181")]
    [InlineData("ZOOKEEPER_PORT_2181_TCP_PORT", "2181")]
    [InlineData("ZOOKEEPER_PORT_2181_TCP_PROTO", "tcp")]
    [InlineData("ZOOKEEPER_PORT_2181_TCP_ADDR", "10.0.0.7")]
    [InlineData("ZOOKEEPER_SERVICE_HOST", "10.0.0.7")]
    [InlineData("ZOOKEEPER_SERVICE_PORT", "2181")]
    [InlineData("ZOOKEEPER_SERVICE_PORT_CLIENT", "2181")]
    [InlineData("ZOOKEEPER_CLIENT_PORT", "tcp://10.0.0.7:2181")]
    [InlineData("ZOOKEEPER_CLIENT_SERVICE_HOST", "10.0.0.7")]
    [InlineData("ZOOKEEPER_HOME", "/opt/zookeeper")]
    [InlineData("ZOOKEEPER_VERSION", "3.9.3")]
    [InlineData("ZOOKEEPER_CONNECT", "zk:2181")]
    public void Services_and_other_programs_have_such_names_too(string name, string value)
    {
        foreach (var given in new[] { Given.Three, Chart })
        {
            Assert.DoesNotContain(given.With(name, value).Works.Warnings, w => w.Contains(name, StringComparison.Ordinal));
            Assert.Equal("2181", given.With(name, value).Key("clientPort"));
        }
        Assert.Empty(Given.Three.With(name, value).Works.Notes);
    }

    [Fact]
    public void Unknown_names_alone_do_not_make_it_Confluents_image() => Assert.Empty(Given.Three.With("ZOOKEEPER_WHATEVER", "1").Works.Warnings);

    [Fact]
    public void A_size_that_only_the_command_line_sets_is_told() =>
        Assert.Contains(Given.Three.With("ZOOKEEPER_JUTE_MAX_BUFFER", "4000000").Works.Warnings, w => w.StartsWith("ZOOKEEPER_JUTE_MAX_BUFFER: zoo.cfg can't set jute.maxbuffer", StringComparison.Ordinal));

    [Fact]
    public void Properties_among_the_flags_are_keys() => Assert.Equal("srvr,mntr,ruok", Given.Three.With("KAFKA_OPTS", "-Dzookeeper.4lw.commands.whitelist=srvr").Key("4lw.commands.whitelist"));
}
