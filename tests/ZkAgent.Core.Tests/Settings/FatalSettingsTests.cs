using Xunit;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.Settings;

/// <summary>What ends ZooKeeper is refused before it starts, with one problem each; what only looks like it is not.</summary>
public sealed class FatalSettingsTests
{
    private static readonly Given QuorumOfOne = new(("ZK_REPLICAS", "1"), ("ZK_STANDALONE_ENABLED", "false"));
    private static readonly Given Alone = new(("ZK_REPLICAS", "1"));

    public static TheoryData<string> Cases => [.. FatalCase.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_zookeeper_cannot_run_with_is_refused(string name)
    {
        var fatal = FatalCase.All[name];
        var given = (fatal.Alone ? Alone : QuorumOfOne).With("ZOO_CFG_EXTRA", fatal.Keys);
        var keys = fatal.Keys.Split(' ').Select(k => k.Split('=')[0]);
        var problem = given.Problem;
        Assert.Contains(keys, key => problem.StartsWith($"cannot use ZOO_CFG_EXTRA={key}=", StringComparison.Ordinal));
        Assert.Contains($": expected {fatal.Expected}", problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_refused_from_a_file_with_its_line(string name)
    {
        var fatal = FatalCase.All[name];
        var given = (fatal.Alone ? Alone : QuorumOfOne) with { File = new("/f", "# mine\n" + fatal.Keys.Replace(' ', '\n')) };
        Assert.StartsWith("cannot use /f line ", given.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("peerType=Participant")]
    [InlineData("electionAlg=3")]
    [InlineData("quorum.auth.enableSasl=false")]
    [InlineData("secureClientPort=2281 secureClientPortAddress=127.0.0.1 ssl.authProvider=x509 serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory")]
    [InlineData("ssl.authProvider=mine")]
    [InlineData("secureClientPort=2281 ssl.authProvider=mine authProvider.mine=com.example.Mine")]
    [InlineData("serverCnxnFactory=com.example.Factory")]
    [InlineData("metricsProvider.className=org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider")]
    [InlineData("DigestAuthenticationProvider.digestAlg=sha-256")]
    [InlineData("enforce.auth.enabled=true enforce.auth.schemes=digest,ip")]
    [InlineData("enforce.auth.enabled=false enforce.auth.schemes=sasl")]
    [InlineData("enforce.auth.enabled=true enforce.auth.schemes=sasl authProvider.1=org.apache.zookeeper.server.auth.SASLAuthenticationProvider")]
    [InlineData("enforce.auth.enabled=true enforce.auth.schemes=mine authProvider.mine=com.example.Mine")]
    [InlineData("sessionRequireClientSASLAuth=true authProvider.sasl=org.apache.zookeeper.server.auth.SASLAuthenticationProvider")]
    [InlineData("group.1=1")]
    [InlineData("group.1=1 weight.1=10 weight.7=1")]
    [InlineData("group.1=1:2 weight.2=0")]
    [InlineData("commitProcessor.maxCommitBatchSize=1")]
    [InlineData("intBufferStartingSizeBytes=32")]
    public void What_it_runs_with_is_kept(string keys) => Assert.Empty(QuorumOfOne.With("ZOO_CFG_EXTRA", keys).Plan.Problems.Select(p => p.ToString()));

    [Fact]
    public void Each_of_many_is_told_once_and_all_of_them_together()
    {
        var many = new[]
        {
            "peerType=witness", "electionAlg=0", "quorum.auth.learnerRequireSasl=true", "secureClientPortAddress=127.0.0.1", "serverCnxnFactory=NettyServerCnxnFactory",
            "DigestAuthenticationProvider.digestAlg=MD4", "enforce.auth.enabled=true", "group.1=one", "version=one", "nio.numSelectorThreads=0", "weighty=1", "pathStats.sampleRate=some",
        };
        var given = QuorumOfOne.With("ZOO_CFG_EXTRA", string.Join(' ', many)).With("ZK_TICK_TIME", "0").With("JVMFLAGS", "-Xmx2GB -Dzookeeper.cnxTimeout=-1");
        var problems = given.Plan.Problems.Select(p => p.ToString()).ToList();
        Assert.Equal(many.Length + 3, problems.Count);
        foreach (var key in many.Select(m => m.Split('=')[0]).Append("ZK_TICK_TIME").Append("-Xmx2GB").Append("cnxTimeout"))
            Assert.Single(problems, p => p.Contains(key + "=", StringComparison.Ordinal) || p.Contains("=" + key, StringComparison.Ordinal));
    }

    [Fact]
    public void Weights_without_groups_are_nothing_to_a_server_that_is_alone() => Assert.Empty(Alone.With("ZOO_CFG_EXTRA", "weight.1=1").Plan.Problems);

    [Fact]
    public void Sasl_between_members_needs_a_login_configuration_only_where_there_are_members()
    {
        const string Keys = "quorum.auth.enableSasl=true quorum.auth.learnerRequireSasl=true quorum.auth.serverRequireSasl=true";
        Assert.Empty(Alone.With("ZOO_CFG_EXTRA", Keys).Plan.Problems);
        foreach (var variable in new[] { "SERVER_JVMFLAGS", "JVMFLAGS", "JAVA_TOOL_OPTIONS" })
            Assert.Empty(Given.Three.With("ZOO_CFG_EXTRA", Keys).With(variable, "-Djava.security.auth.login.config=/jaas.conf").Plan.Problems);
        Assert.Contains("expected a JAAS file", Given.Three.With("ZOO_CFG_EXTRA", Keys).Problem, StringComparison.Ordinal);
    }

    /// <summary>Tried with three members on ZooKeeper 3.9.3, which never have a quorum then; a single server would not notice.</summary>
    [Theory]
    [InlineData("sslQuorum=true", "ssl.quorum.keyStore.location as well, or no member can reach another")]
    [InlineData("cnxTimeout=-1", "a whole number of at least 0 for cnxTimeout")]
    [InlineData("messageTracker.Enabled=true messageTracker.BufferSize=0", "a whole number of at least 1 with messageTracker.Enabled=true")]
    public void What_keeps_members_from_each_other_is_refused(string keys, string expected) =>
        Assert.Contains($"expected {expected}", Given.Three.With("ZOO_CFG_EXTRA", keys).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("sslQuorum=true ssl.quorum.keyStore.location=/tls/keystore.p12")]
    [InlineData("sslQuorum=true ssl.quorum.context.supplier.class=com.example.Supplier")]
    [InlineData("sslQuorum=false")]
    [InlineData("cnxTimeout=0")]
    [InlineData("messageTracker.BufferSize=0")]
    [InlineData("pathStats.slotDuration=0")]
    public void What_does_not_is_kept(string keys) => Assert.Empty(Given.Three.With("ZOO_CFG_EXTRA", keys).Plan.Problems);

    [Fact]
    public void Groups_are_checked_against_the_members()
    {
        var given = Given.Three.With("ZK_REPLICAS", "4").With("ZK_PARTICIPANTS", "3");
        Assert.Empty(given.With("ZOO_CFG_EXTRA", "group.1=1:2 group.2=3 weight.1=10").Plan.Problems);
        Assert.Equal("1*10:2*1,3*1", given.With("ZOO_CFG_EXTRA", "group.1=1:2 group.2=3 weight.1=10").Works.LocalMember!.Topology.Rule.Groups);
        Assert.Contains(given.With("ZOO_CFG_EXTRA", "group.1=1:2:3 weight.1=10").Works.Warnings, w => w.Contains("every quorum needs zk-0: the loss of this server stops the ensemble", StringComparison.Ordinal));
        Assert.EndsWith("expected every voting server in a group, or ZooKeeper ends: servers 2, 3 are in none", given.With("ZOO_CFG_EXTRA", "group.1=1").Problem, StringComparison.Ordinal);
        Assert.Equal("cannot use ZK_CFG_group__1=1:2:3:4: expected voting servers only, or ZooKeeper ends: 4 is none", given.With("ZK_CFG_group__1", "1:2:3:4").Problem);
        Assert.EndsWith("expected each server in one group: 3 is in it twice", given.With("ZOO_CFG_EXTRA", "group.1=1:2:3:3").Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_peer_type_against_the_list_is_told_because_zookeeper_follows_the_list()
    {
        Assert.Equal("ZK_CFG_peerType: peerType=observer has no effect: the server list says that server 1 is a participant, and ZooKeeper follows the list; ZK_PARTICIPANTS says who votes",
            Assert.Single(Given.Three.With("ZK_CFG_peerType", "observer").Works.Warnings));
        Assert.Empty(Given.Three.With("ZK_CFG_peerType", "participant").Works.Warnings);
        Assert.Empty((Given.Three.With("ZK_REPLICAS", "4").With("ZK_PARTICIPANTS", "3").With("ZK_CFG_peerType", "OBSERVER") with { HostName = "zk-3" }).Works.Warnings);
    }

    [Theory]
    [InlineData("server.1=a:2888:3888;2181 server.2=A:2888:3889;2182")]
    [InlineData("server.1=a:2888:3888;2181 server.2=a:2889:3889;2181")]
    public void Two_servers_cannot_have_one_address(string list) =>
        Assert.EndsWith("expected an address of its own: server.1 has the same host and one of the same ports", (Given.Three.With("ZK_SERVERS", list)).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_flag_that_is_no_flag_is_the_only_problem() =>
        Assert.Equal("cannot use ZOO_CFG_EXTRA=quorum.auth.enableSasl=maybe: expected true or false for quorum.auth.enableSasl",
            Given.Three.With("ZOO_CFG_EXTRA", "quorum.auth.enableSasl=maybe quorum.auth.learnerRequireSasl=true").Problem);

    [Theory]
    [InlineData("forceSync", "false", "no")]
    [InlineData("forceSync", "YES", "yes")]
    [InlineData("leaderServes", "true", "yes")]
    [InlineData("skipACL", "no", "no")]
    public void Switches_that_are_yes_or_no_get_the_word_that_zookeeper_compares_with(string key, string given, string written) =>
        Assert.Equal(written, Given.Three.With($"ZK_CFG_{key}", given).Key(key));
}
