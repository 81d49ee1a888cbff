using Xunit;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Settings;

/// <summary>-Dzookeeper.KEY=VALUE among the JVM's options is that key's value: below what was set for zoo.cfg, above what the agent would set.</summary>
public sealed class JvmPropertiesTests
{
    public static TheoryData<string, string> WhatTheAgentSets => new()
    {
        { "electionPortBindRetry", "7" },
        { "fastleader.maxNotificationInterval", "9000" },
        { "cnxTimeout", "3000" },
        { "tcpKeepAlive", "false" },
        { "admin.enableServer", "true" },
        { "4lw.commands.whitelist", "*" },
    };

    [Theory]
    [MemberData(nameof(WhatTheAgentSets))]
    public void A_property_is_not_beaten_by_a_line_that_the_agent_adds(string key, string value)
    {
        foreach (var variable in new[] { "SERVER_JVMFLAGS", "JVMFLAGS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS" })
        {
            var given = Given.Three.With(variable, $"-Xss512k -Dzookeeper.{key}={value} -Dother=1");
            Assert.Equal(value, given.Key(key));
            Assert.Equal($"{variable} -Dzookeeper.{key}", Assert.Single(given.Works.Effective, e => e.Name == (SettingCatalog.ByCfgKey(key)?.Name ?? key)).Origin);
        }
    }

    [Fact]
    public void The_factory_that_a_secure_port_needs_gives_way_as_well()
    {
        var given = Given.Three.With("ZK_CFG_secureClientPort", "2281").With("JVMFLAGS", "-Dzookeeper.serverCnxnFactory=com.example.Factory");
        Assert.Equal("com.example.Factory", given.Key("serverCnxnFactory"));
    }

    [Fact]
    public void The_words_that_the_agent_asks_are_allowed_next_to_those_of_the_property() =>
        Assert.Equal("stat,srvr,mntr,ruok", Given.Three.With("JVMFLAGS", "-Dzookeeper.4lw.commands.whitelist=stat").Key("4lw.commands.whitelist"));

    [Theory]
    [InlineData("ZK_CFG_snapCount", "ZK_CFG_snapCount")]
    [InlineData("ZOO_CFG_EXTRA", "ZOO_CFG_EXTRA")]
    [InlineData(null, "/f line 1")]
    public void What_was_set_for_zoo_cfg_beats_it_and_says_so(string? variable, string origin)
    {
        var given = Given.Three.With("JVMFLAGS", "-Dzookeeper.snapCount=1000");
        given = variable switch
        {
            null => given with { File = new("/f", "snapCount=2000\n") },
            "ZOO_CFG_EXTRA" => given.With(variable, "snapCount=2000"),
            _ => given.With(variable, "2000"),
        };
        Assert.Equal(("2000", origin), (given.Key("snapCount"), given.Effective("snapCount").Origin));
        Assert.Equal($"JVMFLAGS -Dzookeeper.snapCount=1000 has no effect: {origin} sets snapCount in zoo.cfg, which beats it", Assert.Single(given.Works.Warnings));
    }

    [Fact]
    public void A_setting_of_ours_beats_it_and_says_so()
    {
        var given = Given.Three.With("ZK_ADMIN_SERVER_ENABLED", "false").With("SERVER_JVMFLAGS", "-Dzookeeper.admin.enableServer=true");
        Assert.Equal("false", given.Key("admin.enableServer"));
        Assert.Equal("SERVER_JVMFLAGS -Dzookeeper.admin.enableServer=true has no effect: ZK_ADMIN_SERVER_ENABLED sets admin.enableServer in zoo.cfg, which beats it", Assert.Single(given.Works.Warnings));
    }

    [Fact]
    public void The_same_value_in_both_places_needs_no_word() =>
        Assert.Empty(Given.Three.With("ZK_CFG_snapCount", "1000").With("JVMFLAGS", "-Dzookeeper.snapCount=1000").Works.Warnings);

    [Fact]
    public void Of_two_the_one_that_the_jvm_reads_later_wins()
    {
        var given = Given.Three.With("JVMFLAGS", "-Dzookeeper.snapCount=3").With("SERVER_JVMFLAGS", "-Dzookeeper.snapCount=1 -Dzookeeper.snapCount=2");
        Assert.Equal("3", given.Key("snapCount"));
        Assert.Equal("4", given.With("_JAVA_OPTIONS", "-Dzookeeper.snapCount=4").Key("snapCount"));
        Assert.Equal("3", given.With("JAVA_TOOL_OPTIONS", "-Dzookeeper.snapCount=5").Key("snapCount"));
    }

    [Fact]
    public void A_wrong_value_is_refused_as_anywhere_else() =>
        Assert.Equal("cannot use SERVER_JVMFLAGS -Dzookeeper.snapCount=many: expected a whole number of at most 2147483647 for snapCount",
            Given.Three.With("SERVER_JVMFLAGS", "-Dzookeeper.snapCount=many").Problem);

    [Theory]
    [InlineData("tickTime", "ZooKeeper reads tickTime from zoo.cfg only; set ZK_TICK_TIME")]
    [InlineData("sslQuorum", "ZooKeeper reads sslQuorum from zoo.cfg only; set ZK_CFG_sslQuorum")]
    [InlineData("connectToLearnerMasterLimit", "ZooKeeper reads connectToLearnerMasterLimit from zoo.cfg only; set ZK_CFG_connectToLearnerMasterLimit")]
    [InlineData("quorumListenOnAllIPs", "ZooKeeper reads quorumListenOnAllIPs from zoo.cfg only; set ZK_CFG_quorumListenOnAllIPs")]
    [InlineData("autopurge.purgeInterval", "ZooKeeper reads autopurge.purgeInterval from zoo.cfg only; set ZK_PURGE_INTERVAL")]
    [InlineData("metricsProvider.httpPort", "ZooKeeper reads metricsProvider.httpPort from zoo.cfg only; set ZK_CFG_metricsProvider__httpPort")]
    [InlineData("jute.maxbuffer", "ZooKeeper reads jute.maxbuffer without zookeeper. before it; write -Djute.maxbuffer=…")]
    [InlineData("znode.container.checkIntervalMs", "ZooKeeper reads znode.container.checkIntervalMs without zookeeper. before it; write -Dznode.container.checkIntervalMs=…")]
    [InlineData("connectionMaxTokens", "it is a name of the documentation only; write -Dzookeeper.connection_throttle_tokens=…")]
    [InlineData("snapCuont", "ZooKeeper 3.9 has no such property; did you mean -Dzookeeper.snapCount=…?")]
    public void A_property_that_zookeeper_does_not_read_is_told_with_the_right_name(string key, string reason)
    {
        var given = Given.Three.With("JVMFLAGS", $"-Dzookeeper.{key}=4");
        Assert.Equal($"JVMFLAGS -Dzookeeper.{key} has no effect: {reason}", Assert.Single(given.Works.Warnings));
        Assert.Equal(Given.Three.ZooCfg, given.ZooCfg);
    }

    [Theory]
    [InlineData("-Dzookeeper.log.dir=/logs")]
    [InlineData("-Dzookeeper.log.file=zk.log")]
    [InlineData("-Dzookeeper.root.logger=INFO,CONSOLE")]
    [InlineData("-Dzookeeper.console.threshold=INFO")]
    [InlineData("-Dzookeeper.log.threshold=INFO")]
    [InlineData("-Dzookeeper.log.maxfilesize=10MB")]
    [InlineData("-Dzookeeper.log.maxbackupindex=3")]
    [InlineData("-Dzookeeper.tracelog.dir=/logs")]
    [InlineData("-Dzookeeper.auditlog.threshold=INFO")]
    [InlineData("-Dzookeeper.audit.logger=INFO,RFAAUDIT")]
    [InlineData("-Dzookeeper.clientCnxnSocket=org.apache.zookeeper.ClientCnxnSocketNetty")]
    [InlineData("-Dzookeeper.client.secure=true")]
    [InlineData("-Dzookeeper.sasl.client=false")]
    [InlineData("-Dzookeeper.tcpKeepAlive")]
    [InlineData("-Dzookeeper.tcpKeepAlive=")]
    [InlineData("-Djute.maxbuffer=4194304")]
    [InlineData("-Dcom.example=-Dzookeeper.snapCount=1")]
    public void What_is_nothing_of_zoo_cfgs_changes_nothing(string flags)
    {
        var given = Given.Three.With("JVMFLAGS", flags);
        Assert.Equal(Given.Three.ZooCfg, given.ZooCfg);
        Assert.Empty(given.Works.Warnings);
    }

    [Fact]
    public void A_secret_among_them_is_kept_out_of_sight()
    {
        var plan = Given.Three.With("JVMFLAGS", "-Dzookeeper.DigestAuthenticationProvider.superDigest=super:hush").Works;
        Assert.Equal("(hidden)", plan.Effective.Single(e => e.Name == "DigestAuthenticationProvider.superDigest").Value);
        Assert.DoesNotContain("hush", string.Join('\n', plan.Warnings), StringComparison.Ordinal);
        var beaten = Given.Three.With("JVMFLAGS", "-Dzookeeper.DigestAuthenticationProvider.superDigest=super:hush").With("ZK_CFG_DigestAuthenticationProvider__superDigest", "super:other").Works;
        Assert.DoesNotContain("hush", string.Join('\n', beaten.Warnings), StringComparison.Ordinal);
    }
}
