using Xunit;

namespace ZkAgent.Core.Tests.Settings;

/// <summary>Every mistake is one problem, which names the setting as it was spelled, its value, and the fix.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("255")]
    [InlineData("256")]
    [InlineData("foo")]
    [InlineData("3.0")]
    [InlineData("99999999999999999999")]
    [InlineData("٣")]
    [InlineData("$(ZK_REPLICAS)")]
    public void Replicas_that_are_no_count_of_servers(string value) =>
        Assert.Equal($"cannot use ZK_REPLICAS={value}: expected the number of servers, a whole number from 1 to 254", new Given(("ZK_REPLICAS", value)).Problem);

    [Fact]
    public void Replicas_that_are_not_given() =>
        Assert.Equal("cannot go on without ZK_REPLICAS: expected the number of servers in the ensemble, equal to the StatefulSet's spec.replicas", new Given().Problem);

    [Theory]
    [InlineData("ZK_CLIENT_PORT")]
    [InlineData("ZK_SERVER_PORT")]
    [InlineData("ZK_ELECTION_PORT")]
    [InlineData("ZK_AGENT_PORT")]
    [InlineData("ZOO_PORT")]
    public void Ports_out_of_range(string name)
    {
        foreach (var value in new[] { "0", "-1", "65536", "http", "2181.5", "4294969477" })
            Assert.Equal($"cannot use {name}={value}: expected a TCP port, a whole number from 1 to 65535", Given.Three.With(name, value).Problem);
    }

    [Fact]
    public void A_wrong_flag_is_named_as_a_flag() =>
        Assert.StartsWith("cannot use flag --client_port=0:", (Given.Three with { Flags = [("client_port", "0")] }).Problem, StringComparison.Ordinal);

    [Fact]
    public void Two_wrong_ports_are_two_problems_and_no_collision() =>
        Assert.Equal(2, (Given.Three with { Flags = [("client_port", "foo"), ("server_port", "bar")] }).Plan.Problems.Count);

    [Theory]
    [InlineData("ZK_SERVER_PORT", "2181", "ZK_CLIENT_PORT")]
    [InlineData("ZK_ELECTION_PORT", "2888", "ZK_SERVER_PORT")]
    [InlineData("ZK_CLIENT_PORT", "2888", "ZK_SERVER_PORT")]
    [InlineData("ZK_AGENT_PORT", "3888", "ZK_ELECTION_PORT")]
    [InlineData("ZK_AGENT_PORT", "2181", "ZK_CLIENT_PORT")]
    [InlineData("ZOO_PORT", "9141", "ZK_AGENT_PORT")]
    public void One_port_for_two_uses_blames_the_one_that_was_given(string name, string port, string other) =>
        Assert.Equal($"cannot use {name}={port}: expected a port of its own: {other} has the same", Given.Three.With(name, port).Problem);

    [Fact]
    public void One_port_for_three_uses_is_one_problem() =>
        Assert.Contains("ZK_CLIENT_PORT and ZK_SERVER_PORT have the same",
            new Given(("ZK_REPLICAS", "3"), ("ZK_SERVER_PORT", "2181"), ("ZK_ELECTION_PORT", "2181")).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("ZK_CFG_secureClientPort", "2888", "ZK_SERVER_PORT")]
    [InlineData("ZK_CFG_metricsProvider__httpPort", "9141", "ZK_AGENT_PORT")]
    public void A_passed_through_port_collides_as_any_other(string variable, string port, string other) =>
        Assert.Contains($"={port}: expected a port of its own: {other} has the same", Given.Three.With(variable, port).Problem, StringComparison.Ordinal);

    [Fact]
    public void The_admin_servers_port_counts_only_where_it_runs()
    {
        var given = Given.Three.With("ZK_AGENT_PORT", "8080");
        Assert.Empty(given.Plan.Problems);
        Assert.Contains("admin.serverPort has the same", given.With("ZK_ADMIN_SERVER_ENABLED", "true").Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lone_server_listens_to_no_peers_so_their_ports_may_be_taken() =>
        Assert.Empty(new Given(("ZK_REPLICAS", "1"), ("ZK_CLIENT_PORT", "2888")).Plan.Problems);

    [Theory]
    [InlineData("ZK_MIN_SESSION_TIMEOUT", "50000", "cannot use ZK_MIN_SESSION_TIMEOUT=50000: expected at most the longest session, ZK_MAX_SESSION_TIMEOUT, which is 40000")]
    [InlineData("ZK_MAX_SESSION_TIMEOUT", "3000", "cannot use ZK_MAX_SESSION_TIMEOUT=3000: expected at least the shortest session, ZK_MIN_SESSION_TIMEOUT, which is 4000")]
    [InlineData("ZOO_MAX_SESSION_TIMEOUT", "3000", "cannot use ZOO_MAX_SESSION_TIMEOUT=3000: expected at least the shortest session, ZK_MIN_SESSION_TIMEOUT, which is 4000")]
    [InlineData("ZK_MAX_SESSION_TIMEOUT", "soon", "cannot use ZK_MAX_SESSION_TIMEOUT=soon: expected milliseconds, a whole number from 1 to 2147483647")]
    [InlineData("ZK_TICK_TIME", "0", "cannot use ZK_TICK_TIME=0: expected milliseconds, a whole number from 1 to 3600000")]
    [InlineData("ZK_INIT_LIMIT", "0", "cannot use ZK_INIT_LIMIT=0: expected ticks, a whole number from 1 to 2147483647")]
    [InlineData("ZK_SYNC_LIMIT", "1073742", "cannot use ZK_SYNC_LIMIT=1073742: expected at most 1073741 ticks of 2000 ms: ZooKeeper's own arithmetic overflows above")]
    [InlineData("ZK_MAX_CLIENT_CNXNS", "-1", "cannot use ZK_MAX_CLIENT_CNXNS=-1: expected connections per client address, a whole number from 0 to 2147483647")]
    [InlineData("ZK_PURGE_INTERVAL", "12h", "cannot use ZK_PURGE_INTERVAL=12h: expected hours, a whole number from 0 to 2147483647")]
    [InlineData("ZK_GRACE_PERIOD", "soon", "cannot use ZK_GRACE_PERIOD=soon: expected a duration from 1s to 2h, such as 30s or 2m")]
    [InlineData("ZK_GRACE_PERIOD", "0", "cannot use ZK_GRACE_PERIOD=0: expected a duration from 1s to 2h, such as 30s or 2m")]
    [InlineData("ZK_LOG_LEVEL", "LOUD", "cannot use ZK_LOG_LEVEL=LOUD: expected one of INFO, ERROR, WARN, DEBUG, TRACE")]
    [InlineData("ZK_STANDALONE_ENABLED", "maybe", "cannot use ZK_STANDALONE_ENABLED=maybe: expected true or false")]
    [InlineData("ZK_MYID", "255", "cannot use ZK_MYID=255: expected this server's id, a whole number from 0 to 254")]
    [InlineData("ZK_PARTICIPANTS", "0", "cannot use ZK_PARTICIPANTS=0: expected how many servers vote, a whole number from 1 to 254")]
    [InlineData("ZK_STATEFULSET", "a b", "cannot use ZK_STATEFULSET=a b: expected a DNS name: letters, digits and -, its parts separated by dots")]
    [InlineData("ZK_HEADLESS_SERVICE", "zk\nclientPort=1", "cannot use ZK_HEADLESS_SERVICE=zk\\nclientPort=1: expected a DNS name: letters, digits and -, its parts separated by dots")]
    [InlineData("ZK_NAMESPACE", "a..b", "cannot use ZK_NAMESPACE=a..b: expected a DNS name: letters, digits and -, its parts separated by dots")]
    [InlineData("ZK_CFG_snapCount", "many", "cannot use ZK_CFG_snapCount=many: expected a whole number of at most 2147483647 for snapCount")]
    [InlineData("ZK_CFG_snapCount", "3000000000", "cannot use ZK_CFG_snapCount=3000000000: expected a whole number of at most 2147483647 for snapCount")]
    [InlineData("ZK_CFG_tcpKeepAlive", "on", "cannot use ZK_CFG_tcpKeepAlive=on: expected true or false for tcpKeepAlive")]
    [InlineData("ZK_CFG_secureClientPort", "70000", "cannot use ZK_CFG_secureClientPort=70000: expected a TCP port, a whole number from 1 to 65535, for secureClientPort")]
    [InlineData("ZK_CFG_clientPortAddress", "a b", "cannot use ZK_CFG_clientPortAddress=a b: expected an address of this host to listen on")]
    [InlineData("ZK_CFG_dynamicConfigFile", "/x", "cannot use ZK_CFG_dynamicConfigFile=/x: expected no such key: the agent writes the server lines itself, and ZooKeeper refuses to have them in two places")]
    public void A_value_that_cannot_work(string name, string value, string problem) => Assert.Equal(problem, Given.Three.With(name, value).Problem);

    [Theory]
    [InlineData("server.x")]
    [InlineData("server.")]
    [InlineData("server.1000")]
    [InlineData("group.x")]
    [InlineData("weight.")]
    public void A_key_that_needs_a_number_and_has_none(string key) =>
        Assert.StartsWith("cannot use /f line 1=", (Given.Three with { File = new("/f", $"{key}=a:1:2\n") }).Problem, StringComparison.Ordinal);

    [Fact]
    public void Numbers_that_zookeeper_reads_as_64_bits_may_be_large() =>
        Assert.Equal("3000000000", Given.Three.With("ZK_CFG_snapSizeLimitInKb", "3000000000").Key("snapSizeLimitInKb"));

    [Theory]
    [InlineData("zero")]
    [InlineData("0")]
    [InlineData("-1G")]
    [InlineData("1M")]
    [InlineData("2GG")]
    [InlineData("1.5G")]
    [InlineData("9999999T")]
    [InlineData("2T")]
    [InlineData("99999999999999999999")]
    public void Heaps_that_are_none(string value) =>
        Assert.Equal($"cannot use ZK_HEAP_SIZE={value}: expected auto, or a size from 32M to 1T such as 512M, 2G or plain bytes", Given.Three.With("ZK_HEAP_SIZE", value).Problem);

    [Theory]
    [InlineData("ZK_DATA_DIR")]
    [InlineData("ZK_DATA_LOG_DIR")]
    [InlineData("ZK_LOG_DIR")]
    [InlineData("ZK_CONF_DIR")]
    [InlineData("ZK_RUN_DIR")]
    [InlineData("ZOO_DATA_DIR")]
    public void Directories_that_are_relative_or_break_shell_scripts(string name)
    {
        Assert.Equal($"cannot use {name}=var/log/zookeeper: expected an absolute path, such as /var/log/zookeeper", Given.Three.With(name, "var/log/zookeeper").Problem);
        foreach (var path in new[] { "/my data", "/a\"b", "/a'b", "/a$HOME", "/a`id`", "/a\nb", "/a;b", "/a&b", "/a*", "/a=b", "/a\\b", "/dätä" })
            Assert.Contains("ZooKeeper's shell scripts don't survive", Given.Three.With(name, path).Problem, StringComparison.Ordinal);
        foreach (var path in new[] { "/", "//", "///" })
            Assert.Contains("expected a directory or file below the root", Given.Three.With(name, path).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slash_at_a_directorys_end_is_forgiven() => Assert.Equal("/data", Given.Three.With("ZK_DATA_DIR", "/data//").Key("dataDir"));

    [Theory]
    [InlineData("zk")]
    [InlineData("zk-")]
    [InlineData("-1")]
    [InlineData("zk-01")]
    [InlineData("zk-1a")]
    [InlineData("zk-99999999999")]
    [InlineData("a1b2c3d4e5f6")]
    [InlineData("")]
    public void Host_names_without_an_ordinal(string host) =>
        Assert.Equal($"cannot use host name={(host.Length > 0 ? host : "\"\"")}: expected NAME-ORDINAL as a StatefulSet names its pods (zk-0); run it in a StatefulSet, or give ZK_MYID and ZK_SERVERS",
            (Given.Three with { HostName = host }).Problem);

    [Theory]
    [InlineData("zk-3", "3", "0 to 2")]
    [InlineData("zk-12", "12", "0 to 2")]
    public void An_ordinal_beyond_the_replicas(string host, string ordinal, string range)
    {
        var problem = (Given.Three with { HostName = host }).Problem;
        Assert.StartsWith($"cannot use ZK_REPLICAS=3: expected more than this pod's ordinal {ordinal} (host name {host}): ordinals go from {range};", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("252", "252 to 254", 254)]
    [InlineData("254", "254 to 256", 256)]
    public void Ids_beyond_254(string offset, string ids, int last)
    {
        var given = Given.Three.With("ZK_MYID_OFFSET", offset);
        if (last <= 254) Assert.Empty(given.Plan.Problems);
        else Assert.EndsWith($"ids from 0 to 254: ordinals 0 to 2 would get ids {ids}", given.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_offset_of_zero_gives_ordinal_zero_the_id_zero() =>
        Assert.Equal([0, 1, 2], Given.Three.With("ZK_MYID_OFFSET", "0").Works.Topology!.Servers.Select(s => s.Id.Value));

    [Theory]
    [InlineData("ZK_MYID_OFFSET", "foo", "zk-0", Given.Domain)]
    [InlineData("ZK_ORDINAL_START", "foo", "zk-7", Given.Domain)]
    [InlineData("ZK_MYID", "foo", "web", Given.Domain)]
    [InlineData("ZK_STATEFULSET", "a b", "web", Given.Domain)]
    [InlineData("ZK_HEADLESS_SERVICE", "a b", "zk-0", "")]
    public void What_only_follows_from_a_wrong_value_is_no_problem_of_its_own(string name, string value, string host, string domain) =>
        Assert.StartsWith($"cannot use {name}={value}:",
            (Given.Three.With(name, value) with { HostName = host, Hosts = $"10.0.0.1 {host}.{domain} {host}\n" }).Problem, StringComparison.Ordinal);

    [Fact]
    public void All_of_them_are_told_at_once()
    {
        var plan = new Given(("ZK_REPLICAS", "foo"), ("ZK_CLIENT_PORT", "0"), ("ZK_TICK_TIME", "fast"), ("ZK_DATA_DIR", "data"), ("ZK_HEAP_SIZE", "much"),
            ("ZK_MIN_SESSION_TIMEOUT", "never"), ("ZK_GRACE_PERIOD", "x"), ("ZK_LOG_LEVEL", "x"), ("ZOO_CFG_EXTRA", "oops"), ("ZK_CFG_snapCount", "x"))
        {
            HostName = "web",
            Flags = [("wrong", "1")],
            File = new("/f", "broken\n"),
        }.Plan;
        Assert.Equal(13, plan.Problems.Count);
        Assert.Equal(13, plan.Problems.Select(p => p.Name).Distinct().Count());
        Assert.Null(plan.Settings);
        Assert.Null(plan.LocalMember);
        Assert.Null(plan.Topology);
    }

    [Fact]
    public void A_problem_is_one_line_of_bounded_length_whatever_the_value()
    {
        var problem = Given.Three.With("ZK_CLIENT_PORT", "\u001b[31m\r\n" + new string('9', 1_000_000)).Problem;
        Assert.DoesNotContain(problem, char.IsControl);
        Assert.InRange(problem.Length, 1, 500);
    }
}
