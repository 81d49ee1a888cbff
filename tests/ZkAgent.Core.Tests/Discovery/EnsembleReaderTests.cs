using CsCheck;
using Xunit;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Tests.Discovery;

public sealed class EnsembleReaderTests
{
    private const string Listed = "server.1=zoo1:2888:3888;2181 server.2=zoo2:2888:3888;2181 server.3=zoo3:2888:3888;2181";

    [Theory]
    [InlineData("zk-0", 1)]
    [InlineData("zk-1", 2)]
    [InlineData("zk-2", 3)]
    [InlineData("zk-2.zk-hs.default.svc.cluster.local", 3)]
    public void Ordinal_n_becomes_myid_n_plus_one(string host, int id) => Assert.Equal(id, (Given.Three with { HostName = host }).Works.LocalMember!.Self.Id.Value);

    [Fact]
    public void Ordinals_have_as_many_digits_as_they_need()
    {
        var given = new Given(("ZK_REPLICAS", "150")) { HostName = "my-zk-9-123" };
        Assert.Equal(124, given.Works.LocalMember!.Self.Id.Value);
        Assert.Equal("my-zk-9-123", given.Works.LocalMember!.Self.ShortName);
        Assert.Equal(150, given.ServerLines.Length);
    }

    [Fact]
    public void Ordinals_may_start_elsewhere_and_the_offset_makes_ids_of_them()
    {
        var given = Given.Three.With("ZK_ORDINAL_START", "1000").With("ZK_MYID_OFFSET", "0") with { HostName = "zk-1001" };
        Assert.Contains("ids 1000 to 1002", given.Problem, StringComparison.Ordinal);
        given = Given.Three.With("ZK_ORDINAL_START", "100").With("ZK_MYID_OFFSET", "10") with { HostName = "zk-101" };
        Assert.Equal(111, given.Works.LocalMember!.Self.Id.Value);
        Assert.Equal([110, 111, 112], given.Works.Topology!.Servers.Select(s => s.Id.Value));
    }

    [Fact]
    public void A_pod_below_the_first_ordinal_is_refused() =>
        Assert.Contains("ordinals go from 5 to 7", Given.Three.With("ZK_ORDINAL_START", "5").Problem, StringComparison.Ordinal);

    [Fact]
    public void The_largest_start_and_the_largest_ordinal_overflow_nothing()
    {
        Assert.Contains("ids from 0 to 254", (Given.Three.With("ZK_ORDINAL_START", "2147482647") with { HostName = "zk-2147482647" }).Problem, StringComparison.Ordinal);
        Assert.Contains("this server's id 2147483648", (new Given(("ZK_SERVERS", Listed)) { HostName = "zk-2147483647" }).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Ordinals_from_the_number_of_participants_on_observe()
    {
        var given = new Given(("ZK_REPLICAS", "5"), ("ZK_PARTICIPANTS", "3")) { HostName = "zk-4" };
        Assert.Equal(["participant", "participant", "participant", "observer", "observer"], given.ServerLines.Select(l => l.Split(':')[3].Split(';')[0]));
        Assert.Equal(ServerRole.Observer, given.Works.LocalMember!.Self.Role);
        Assert.Equal(2, given.Works.Topology!.Rule.FewestOthers());
        Assert.Empty(given.Works.Warnings);
    }

    [Fact]
    public void Server_lines_are_byte_identical_whichever_member_renders_them()
    {
        var ensembles =
            from replicas in Gen.Int[2, 11]
            from participants in Gen.Int[2, replicas]
            from start in Gen.OneOf(0, 7, 14)
            from offset in Gen.Int[1, 49]
            from port in Gen.Int[10_000, 19_999]
            from address in Gen.OneOf("", "", "127.0.0.1", "::1")
            select (replicas, participants, start, offset, port, address);
        ensembles.Sample(e =>
        {
            var given = new Given(("ZK_REPLICAS", $"{e.replicas}"), ("ZK_ORDINAL_START", $"{e.start}"), ("ZK_MYID_OFFSET", $"{e.offset}"),
                ("ZK_PARTICIPANTS", $"{e.participants}"), ("ZK_CLIENT_PORT", $"{e.port}"));
            if (e.address.Length > 0) given = given.With("ZK_CFG_clientPortAddress", e.address);
            var rendered = Enumerable.Range(e.start, e.replicas).Select(o => string.Join('\n', (given with { HostName = $"a-b-{o}" }).ServerLines)).Distinct();
            Assert.DoesNotContain("0.0.0.0", Assert.Single(rendered), StringComparison.Ordinal);
        }, iter: 300);
    }

    [Fact]
    public void A_server_line_has_the_full_name_both_ports_the_role_and_the_client_port() =>
        Assert.Equal("server.3=zk-2.zk-hs.default.svc.cluster.local:2888:3888:participant;2181", Given.Three.ServerLines[2]);

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1:2181")]
    [InlineData("::1", "[::1]:2181")]
    [InlineData("[::1]", "[::1]:2181")]
    public void A_client_address_is_in_every_line(string address, string end) =>
        Assert.All(Given.Three.With("ZK_CFG_clientPortAddress", address).ServerLines, l => Assert.EndsWith($";{end}", l, StringComparison.Ordinal));

    // One server

    [Fact]
    public void One_replica_is_standalone_and_has_no_server_lines()
    {
        var given = new Given(("ZK_REPLICAS", "1"));
        Assert.True(given.Works.LocalMember!.Standalone);
        Assert.Empty(given.ServerLines);
        Assert.Equal("true", given.Key("standaloneEnabled"));
        Assert.Equal(("true", "default, 1 server"), (given.Effective("ZK_STANDALONE_ENABLED").Value, given.Effective("ZK_STANDALONE_ENABLED").Origin));
    }

    [Fact]
    public void One_replica_that_may_not_be_standalone_is_a_quorum_of_one()
    {
        var given = new Given(("ZK_REPLICAS", "1"), ("ZOO_STANDALONE_ENABLED", "false"));
        Assert.False(given.Works.LocalMember!.Standalone);
        Assert.Equal(["server.1=zk-0.zk-hs.default.svc.cluster.local:2888:3888:participant;2181"], given.ServerLines);
        Assert.Equal("false", given.Key("standaloneEnabled"));
    }

    [Fact]
    public void One_replica_needs_no_headless_service()
    {
        var plan = (new Given(("ZK_REPLICAS", "1")) { Hosts = "127.0.0.1 localhost\n", ResolvConf = "" }).Works;
        Assert.Equal("zk-0:2181", plan.Topology!.ConnectString(null));
    }

    [Fact]
    public void One_replica_with_an_id_needs_no_ordinal_in_its_host_name()
    {
        var plan = (new Given(("ZK_REPLICAS", "1"), ("ZK_MYID", "7"), ("ZK_HEADLESS_SERVICE", "zk-hs")) { HostName = "a1b2c3", Hosts = "" }).Works;
        Assert.Equal(7, plan.LocalMember!.Self.Id.Value);
        Assert.Equal(7, plan.Topology!.Servers.Single().Id.Value);
        Assert.Equal("a1b2c3:2181", plan.Topology.ConnectString(null));
        Assert.Contains("give this server's id by ZK_MYID", (new Given(("ZK_REPLICAS", "1")) { HostName = "a1b2c3" }).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_users_true_for_standalone_stays_with_three_servers_and_is_refused_for_one_voter_with_observers()
    {
        Assert.Equal("true", Given.Three.With("ZK_STANDALONE_ENABLED", "true").Key("standaloneEnabled"));
        Assert.False(Given.Three.With("ZK_STANDALONE_ENABLED", "true").Works.LocalMember!.Standalone);
        Assert.StartsWith("cannot use ZK_STANDALONE_ENABLED=true: expected false with one participant and observers",
            Given.Three.With("ZK_STANDALONE_ENABLED", "true").With("ZK_PARTICIPANTS", "1").Problem, StringComparison.Ordinal);
        Assert.Equal("false", Given.Three.With("ZK_PARTICIPANTS", "1").Key("standaloneEnabled"));
    }

    // Ids that are given

    [Fact]
    public void A_given_id_that_follows_from_the_name_is_fine_and_one_that_does_not_is_refused()
    {
        Assert.Equal("ZOO_MY_ID", Given.Three.With("ZOO_MY_ID", "1").Effective("ZK_MYID").Origin);
        Assert.Equal("cannot use ZK_MYID=2: expected the id that follows from host name zk-0, 1; remove it, or list the servers in ZK_SERVERS", Given.Three.With("ZK_MYID", "2").Problem);
    }

    [Fact]
    public void An_id_from_the_name_says_so() => Assert.Equal(("1", "host name"), (Given.Three.Effective("ZK_MYID").Value, Given.Three.Effective("ZK_MYID").Origin));

    [Fact]
    public void With_the_set_told_an_id_may_stand_in_for_the_ordinal()
    {
        var given = Given.Three.With("ZK_STATEFULSET", "zk").With("ZK_HEADLESS_SERVICE", "zk-hs").With("ZK_MYID", "2") with { HostName = "node7", Hosts = "" };
        Assert.Equal("zk-1.zk-hs.default.svc.cluster.local", given.Works.LocalMember!.Self.Host);
        Assert.Equal("cannot use ZK_MYID=4: expected one of the ids 1 to 3", given.With("ZK_MYID", "4").Problem);
    }

    [Fact]
    public void A_member_of_another_set_than_its_name_says_is_refused() =>
        Assert.Equal("cannot use ZK_STATEFULSET=other: expected the set that this pod is of, zk (host name zk-0); remove it", Given.Three.With("ZK_STATEFULSET", "other").Problem);

    // Lists

    [Theory]
    [InlineData(Listed)]
    [InlineData("server.1=zoo1:2888:3888;2181,server.2=zoo2:2888:3888;2181,server.3=zoo3:2888:3888;2181")]
    [InlineData("server.3=zoo3:2888:3888\n server.1=zoo1:2888:3888:participant\tserver.2=zoo2:2888:3888")]
    [InlineData("1=zoo1 2=zoo2 3=zoo3")]
    [InlineData("server.1=zoo1:2888:3888:PARTICIPANT;2181, server.2=zoo2;2181, server.3=zoo3:2888:3888;2181,")]
    public void A_list_overrides_what_names_would_give(string list)
    {
        foreach (var name in new[] { "ZK_SERVERS", "ZOO_SERVERS" })
        {
            var given = new Given((name, list), ("ZOO_MY_ID", "2")) { HostName = "web" };
            Assert.Equal(["server.1=zoo1:2888:3888:participant;2181", "server.2=zoo2:2888:3888:participant;2181", "server.3=zoo3:2888:3888:participant;2181"], given.ServerLines);
            Assert.Equal("zoo2", given.Works.LocalMember!.Self.Host);
            Assert.Equal((list.Trim(), name), (given.Effective("ZK_SERVERS").Value, given.Effective("ZK_SERVERS").Origin));
        }
    }

    [Fact]
    public void A_list_may_stand_in_the_file_or_in_pass_through_variables()
    {
        var file = new Given { File = new("/f", "server.1=zoo1:2888:3888\nserver.2=zoo2:2888:3888\n") };
        Assert.Equal(["server.1=zoo1:2888:3888:participant;2181", "server.2=zoo2:2888:3888:participant;2181"], file.ServerLines);
        var variables = new Given(("ZK_CFG_server__1", "zoo1:2888:3888"), ("ZK_CFG_server.2", "zoo2:2888:3888"), ("ZK_CFG_server__3", "zoo3:1:2"));
        Assert.Equal(3, variables.ServerLines.Length);
    }

    [Fact]
    public void Addresses_of_version_6_stand_in_brackets()
    {
        var given = new Given(("ZK_SERVERS", "server.1=[fd00::1]:2888:3888:participant;[::1]:2181 server.2=[fd00::2]:2888:3888:observer;2182 server.3=[fe80::1%eth0]:2888:3888"));
        Assert.Equal(["server.1=[fd00::1]:2888:3888:participant;[::1]:2181", "server.2=[fd00::2]:2888:3888:observer;2182", "server.3=[fe80::1%eth0]:2888:3888:participant;2181"], given.ServerLines);
        Assert.Equal("[fd00::1]:2181,[fd00::2]:2182,[fe80::1%eth0]:2181", given.Works.Topology!.ConnectString(null));
        Assert.Equal("fd00::1", given.Works.Topology.Servers[0].ShortName);
    }

    [Theory]
    [InlineData("server.1=zoo1:2888")]
    [InlineData("server.1=zoo1:2888:3888:voter")]
    [InlineData("server.1=zoo1:2888:3888:observer:x")]
    [InlineData("server.1=zoo1:0:3888")]
    [InlineData("server.1=zoo1:2888:65536")]
    [InlineData("server.1=zoo1:2888:3888;port")]
    [InlineData("server.1=zoo1:2888:3888;")]
    [InlineData("server.1=:2888:3888")]
    [InlineData("server.1=")]
    [InlineData("server.1")]
    [InlineData("server.x=zoo1:2888:3888")]
    [InlineData("server.255=zoo1:2888:3888")]
    [InlineData("server.-1=zoo1:2888:3888")]
    [InlineData("server.99999999999=zoo1:2888:3888")]
    [InlineData("server.1=fd00::1:2888:3888")]
    [InlineData("server.1=[fd00::1:2888:3888")]
    [InlineData("server.1=[fd00::1]2888:3888")]
    [InlineData("server.1=zoo1:2888:3888|zoo2:2888:3888")]
    [InlineData("server.1=zoo1:2888:2888")]
    [InlineData("server.1=zoo1:2888:3888;2888")]
    [InlineData("server.1=zoo..1:2888:3888")]
    [InlineData("server.1=zoo1$(id):2888:3888")]
    [InlineData("zoo1:2888:3888::")]
    public void A_line_that_is_no_server_is_one_problem(string line)
    {
        foreach (var name in new[] { "ZK_SERVERS", "ZOO_SERVERS" })
            Assert.StartsWith($"cannot use {name}={line}: expected ", new Given((name, line)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_wrong_line_is_told() => Assert.Equal(3, new Given(("ZK_SERVERS", "server.1=a server.1=b server.x=c d")).Plan.Problems.Count);

    [Fact]
    public void An_id_that_two_servers_share_is_refused() =>
        Assert.Equal("cannot use ZK_SERVERS=server.1=b: expected an id of its own: 1 is taken by another server", new Given(("ZK_SERVERS", "server.1=a server.1=b")).Problem);

    [Fact]
    public void A_list_of_observers_is_refused() =>
        Assert.Contains("at least one server that is not an observer", new Given(("ZK_SERVERS", "server.1=a:2888:3888:observer")).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_list_without_us_is_refused() =>
        Assert.Equal("cannot use ZK_SERVERS=1 2 3: expected a list with this server's id 6 in it (host name zk-5); list it, or set ZK_MYID",
            (new Given(("ZK_SERVERS", Listed)) { HostName = "zk-5" }).Problem);

    [Fact]
    public void A_list_makes_the_numbers_next_to_it_mean_nothing_and_says_so()
    {
        var warnings = new Given(("ZK_SERVERS", Listed), ("ZK_MYID", "1"), ("ZK_REPLICAS", "5"), ("ZK_PARTICIPANTS", "2")).Works.Warnings;
        Assert.Equal(["ZK_REPLICAS=5 is ignored: ZK_SERVERS lists 3 servers", "ZK_PARTICIPANTS=2 is ignored: ZK_SERVERS says who votes"], warnings);
    }

    [Fact]
    public void The_own_lines_client_port_is_the_one_to_listen_on_and_another_one_next_to_it_is_refused()
    {
        var given = new Given(("ZK_SERVERS", "server.1=zoo1:2888:3888;12181 server.2=zoo2:2888:3888;2181 server.3=zoo3:2888:3888;2181"));
        Assert.Equal("12181", given.Key("clientPort"));
        Assert.Equal(12181, given.Works.Settings!.Ensemble.ClientPort);
        Assert.Equal(("12181", "ZK_SERVERS"), (given.Effective("ZK_CLIENT_PORT").Value, given.Effective("ZK_CLIENT_PORT").Origin));
        Assert.Equal("cannot use ZOO_PORT=2181: expected 12181, the client port that ZK_SERVERS gives server.1; remove one of them", given.With("ZOO_PORT", "2181").Problem);
    }

    [Theory]
    [InlineData("server.1=zoo1:2888:3888;9141")]
    [InlineData("server.1=zoo1:9141:3888;2181 server.2=zoo2")]
    [InlineData("server.1=zoo1:2888:9141;2181 server.2=zoo2")]
    public void A_listed_port_must_not_be_the_agents(string list) =>
        Assert.Equal("cannot use ZK_AGENT_PORT=9141: expected a port of its own: server.1 in ZK_SERVERS has the same", new Given(("ZK_SERVERS", list)).Problem);

    [Fact]
    public void The_own_lines_client_address_and_clientPortAddress_must_agree()
    {
        var given = new Given(("ZK_SERVERS", "server.1=zoo1:2888:3888;127.0.0.1:2181 server.2=zoo2:2888:3888 server.3=zoo3:2888:3888"));
        Assert.EndsWith(";127.0.0.1:2181", given.With("ZK_CFG_clientPortAddress", "127.0.0.1").ServerLines[2], StringComparison.Ordinal);
        Assert.Equal("cannot use ZK_CLIENT_PORT_ADDRESS=10.0.0.1: expected the address 127.0.0.1 that ZK_SERVERS gives server.1; remove one of them", given.With("ZK_CFG_clientPortAddress", "10.0.0.1").Problem);
    }

    [Fact]
    public void An_address_that_no_other_member_can_reach_is_warned_of() =>
        Assert.StartsWith("server.1 has the address 0.0.0.0, which other members and clients can't reach: give its name",
            Assert.Single(new Given(("ZK_SERVERS", "server.1=0.0.0.0:2888:3888 server.2=zoo2 server.3=zoo3")).Works.Warnings), StringComparison.Ordinal);

    [Fact]
    public void A_list_of_one_is_standalone() => Assert.True(new Given(("ZK_SERVERS", "server.1=localhost:2888:3888;2181")).Works.LocalMember!.Standalone);

    // Clients

    [Fact]
    public void A_client_in_another_pod_needs_the_sets_name_and_the_service()
    {
        var given = new Given(("ZK_REPLICAS", "3"), ("ZK_STATEFULSET", "zk"), ("ZK_HEADLESS_SERVICE", "zk-hs")) { HostName = "kafka-7d9f8b6c5-x2x4z", Member = false, Hosts = "10.0.0.9 kafka\n" };
        Assert.Equal("zk-0.zk-hs.default.svc.cluster.local:2181,zk-1.zk-hs.default.svc.cluster.local:2181,zk-2.zk-hs.default.svc.cluster.local:2181", given.Works.Topology!.ConnectString(null));
        Assert.Null(given.Works.LocalMember);
        Assert.EndsWith("outside of them give ZK_STATEFULSET and ZK_HEADLESS_SERVICE", (Given.Three with { HostName = "web", Member = false }).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_in_a_pod_of_another_set_takes_the_set_that_it_is_told() =>
        Assert.StartsWith("zk-0.zk-hs.default.svc.cluster.local:2181,", (new Given(("ZK_REPLICAS", "3"), ("ZK_STATEFULSET", "zk"), ("ZK_HEADLESS_SERVICE", "zk-hs")) { HostName = "kafka-1", Member = false }).Works.Topology!.ConnectString(null), StringComparison.Ordinal);

    [Fact]
    public void A_clients_host_that_is_called_as_the_set_is_none_of_its_pods() =>
        Assert.StartsWith("zk-0.zk-hs.", (new Given(("ZK_REPLICAS", "3"), ("ZK_STATEFULSET", "zk"), ("ZK_HEADLESS_SERVICE", "zk-hs")) { HostName = "zk", Member = false }).Works.Topology!.ConnectString(null), StringComparison.Ordinal);

    [Fact]
    public void A_client_beyond_the_replicas_is_no_member_and_may_ask() => Assert.NotNull((Given.Three with { HostName = "zk-7", Member = false }).Works.Topology);
}
