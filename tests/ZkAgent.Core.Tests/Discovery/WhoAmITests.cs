using Xunit;

namespace ZkAgent.Core.Tests.Discovery;

/// <summary>Which pod this is: by the downward API, by the name in a list, by the host name; never by a node's name.</summary>
public sealed class WhoAmITests
{
    private const string NodesHosts = "# Kubernetes-managed hosts file (host network).\n127.0.0.1 localhost\n127.0.1.1 worker-1.example.internal worker-1\n";

    private const string TwoSets = "server.1=zk-a-0.zk-hs:2888:3888 server.2=zk-a-1.zk-hs:2888:3888 server.3=zk-a-2.zk-hs:2888:3888 server.4=zk-b-0.zk-hs:2888:3888 server.5=zk-b-1.zk-hs:2888:3888";

    private static Given OnNode(params (string, string)[] environment) => new(environment) { HostName = "worker-1", Hosts = NodesHosts };

    // The host's network

    [Theory]
    [InlineData("POD_NAME")]
    [InlineData("MY_POD_NAME")]
    [InlineData("ZK_POD_NAME")]
    public void The_pods_name_of_the_downward_API_wins_over_the_nodes(string name)
    {
        var plan = OnNode(("ZK_REPLICAS", "3"), (name, "zk-0"), ("ZK_HEADLESS_SERVICE", "zk-hs")).Works;

        Assert.Equal(["zk-0.zk-hs.default.svc.cluster.local", "zk-1.zk-hs.default.svc.cluster.local", "zk-2.zk-hs.default.svc.cluster.local"], plan.Topology!.Servers.Select(s => s.Host));
        Assert.Equal(1, plan.LocalMember!.Self.Id.Value);
        Assert.Equal(name, plan.Effective.Single(e => e.Name == "ZK_POD_NAME").Origin);
        Assert.Empty(plan.Warnings);
    }

    [Theory]
    [InlineData("ZK_REPLICAS", "3")]
    [InlineData("ZK_REPLICAS", "1")]
    [InlineData("ZK_SERVERS", TwoSets)]
    public void No_member_is_derived_from_a_nodes_name(string name, string value) =>
        Assert.Equal("cannot use host name=worker-1: expected the pod's name: with hostNetwork the host name is the node's; set POD_NAME by the downward API (fieldRef metadata.name), and ZK_HEADLESS_SERVICE or ZK_SERVERS",
            OnNode((name, value), ("ZK_HEADLESS_SERVICE", "zk-hs")).Problem);

    [Fact]
    public void A_domain_of_no_service_is_refused_also_where_nothing_says_host_network()
    {
        var given = new Given(("ZK_REPLICAS", "3")) { HostName = "ip-10-0-1-2", Hosts = "127.0.0.1 localhost\n10.0.1.2 ip-10-0-1-2.ec2.internal ip-10-0-1-2\n" };

        Assert.Equal("cannot use host name=ip-10-0-1-2: expected a pod's name: its domain ec2.internal is not that of a service (SERVICE.NAMESPACE.svc.DOMAIN), so it may be a node's name; "
            + "set POD_NAME by the downward API (fieldRef metadata.name), and ZK_HEADLESS_SERVICE or ZK_SERVERS, or set ZK_HEADLESS_SERVICE=ec2.internal if all members are in this domain", given.Problem);
        Assert.Equal("ip-10-0-1-2.ec2.internal", given.With("ZK_HEADLESS_SERVICE", "ec2.internal").Works.LocalMember!.Self.Host);
    }

    [Fact]
    public void Nodes_that_a_list_names_find_themselves_in_it()
    {
        var given = OnNode(("ZK_SERVERS", "server.1=worker-7.example.internal:2888:3888 server.2=worker-9.example.internal:2888:3888 server.3=worker-1.example.internal:2888:3888"));

        Assert.Equal(3, given.Works.LocalMember!.Self.Id.Value);
        Assert.Empty(given.Works.Warnings);
    }

    [Fact]
    public void A_given_id_says_who_we_are_on_any_host() => Assert.Equal(5, OnNode(("ZK_SERVERS", TwoSets), ("ZK_MYID", "5")).Works.LocalMember!.Self.Id.Value);

    [Fact]
    public void A_name_that_was_not_filled_in_is_refused() =>
        Assert.StartsWith("cannot use POD_NAME=$(NAME): expected a DNS name", Given.Three.With("POD_NAME", "$(NAME)").Problem, StringComparison.Ordinal);

    [Fact]
    public void The_same_name_with_a_domain_stays() =>
        Assert.Equal("zk-0.zk-hs.db.svc.cluster.local", (Given.Three.With("POD_NAME", "zk-0") with { HostName = "zk-0.zk-hs.db.svc.cluster.local", Hosts = "" }).Works.LocalMember!.Self.Host);

    // One ensemble in several StatefulSets

    [Theory]
    [InlineData("zk-a-0", 1)]
    [InlineData("zk-a-2", 3)]
    [InlineData("zk-b-0", 4)]
    [InlineData("zk-b-1", 5)]
    public void Each_pod_of_two_sets_is_the_server_that_the_list_names(string host, int id)
    {
        foreach (var hosts in new[] { null, "127.0.0.1 localhost\n" })
        {
            var given = new Given(("ZK_SERVERS", TwoSets)) { HostName = host, Hosts = hosts };
            Assert.Equal(id, given.Works.LocalMember!.Self.Id.Value);
            Assert.Equal(id > 3 ? 1 : 0, given.Works.Warnings.Count);
            Assert.Empty(given.With("ZK_MYID_OFFSET", id > 3 ? "4" : "1").Works.Warnings);
        }
    }

    [Theory]
    [InlineData("ZOO_SERVER_ID")]
    [InlineData("ZOO_MY_ID")]
    [InlineData("ZK_MYID")]
    public void An_id_that_the_list_gives_to_another_pod_is_refused(string name)
    {
        var given = new Given(("ZK_SERVERS", TwoSets), (name, "1")) { HostName = "zk-b-0" };

        Assert.Equal($"cannot use {name}=1: expected 4, the id that ZK_SERVERS gives zk-b-0.zk-hs, which is this pod (zk-b-0); remove it, or correct the list", given.Problem);
        Assert.Equal(4, given.With(name, "4").Works.LocalMember!.Self.Id.Value);
    }

    [Theory]
    [InlineData("zk-c-0", "")]
    [InlineData("zk-c-0", "1")]
    public void A_pod_that_the_list_lacks_does_not_take_the_place_of_another_pod(string host, string id)
    {
        var given = new Given(("ZK_SERVERS", TwoSets), ("ZOO_SERVER_ID", id)) { HostName = host };

        Assert.Equal($"cannot use ZK_SERVERS=server.1=zk-a-0.zk-hs:2888:3888:participant;2181: expected server.1 to be this pod, zk-c-0, whose id is 1 by {(id.Length > 0 ? "ZOO_SERVER_ID" : "its ordinal")}: "
            + "it is another pod; list zk-c-0 by its name, or give its id by ZK_MYID or ZK_MYID_OFFSET", given.Problem);
    }

    [Fact]
    public void A_pod_of_the_same_name_in_another_namespace_is_another_pod()
    {
        var list = "server.1=zk-0.zk-hs.one.svc.cluster.local:2888:3888 server.2=zk-0.zk-hs.two.svc.cluster.local:2888:3888 server.3=zk-1.zk-hs.two.svc.cluster.local:2888:3888";
        var given = new Given(("ZK_SERVERS", list)) { HostName = "zk-0", Hosts = "10.0.0.1 zk-0.zk-hs.two.svc.cluster.local zk-0\n" };

        Assert.Equal(2, given.Works.LocalMember!.Self.Id.Value);
        Assert.Contains("it is another pod", (given with { Hosts = "10.0.0.1 zk-0.zk-hs.three.svc.cluster.local zk-0\n" }).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_list_has_names_of_services_the_ordinal_counts_and_the_warning_says_so()
    {
        var given = new Given(("ZK_SERVERS", "server.1=zoo1:2888:3888 server.2=zk-0:2888:3888 server.3=zoo3:2888:3888")) { HostName = "zk-0" };

        Assert.Equal("zoo1", given.Works.LocalMember!.Self.Host);
        Assert.Equal("ZK_SERVERS does not list zk-0 by its name: this pod is server 1, zoo1, because of its ordinal; another StatefulSet of the same ensemble needs another ZK_MYID_OFFSET", Assert.Single(given.Works.Warnings));
        Assert.Empty(given.With("ZK_MYID", "1").Works.Warnings);
    }

    [Fact]
    public void A_host_without_an_ordinal_finds_its_name_in_the_list() =>
        Assert.Equal(2, (new Given(("ZOO_SERVERS", "server.1=zoo1:2888:3888;2181 server.2=zoo2:2888:3888;2181 server.3=zoo3:2888:3888;2181")) { HostName = "zoo2", Hosts = "172.18.0.3 zoo2\n" }).Works.LocalMember!.Self.Id.Value);

    [Fact]
    public void Names_of_another_domain_begin_with_the_pods_name() =>
        Assert.Equal(2, (new Given(("ZK_SERVERS", "server.1=zk-0.example.com server.2=zk-1.example.com server.3=zk-2.example.com")) { HostName = "zk-1" }).Works.LocalMember!.Self.Id.Value);

    // Our own line without a name

    [Theory]
    [InlineData("server.1=zoo-0.zoo:2888:3888;2181 server.2=0.0.0.0:2888:3888;2181 server.3=zoo-2.zoo:2888:3888;2181", "zoo-1.zoo")]
    [InlineData("server.1=zoo-0.zoo.default.svc.cluster.local:2888:3888 server.2=0.0.0.0:2888:3888 server.3=zoo-2.zoo.default.svc.cluster.local:2888:3888", "zoo-1.zoo.default.svc.cluster.local")]
    public void A_member_that_its_list_calls_0_0_0_0_has_the_name_that_the_others_lists_give_it(string list, string name)
    {
        var plan = new Given(("ZOO_SERVERS", list), ("ZOO_MY_ID", "2")) { HostName = "zoo-1", Hosts = "10.0.0.7 zoo-1.zoo.default.svc.cluster.local zoo-1\n" }.Works;

        Assert.Equal(name, plan.LocalMember!.Self.Host);
        Assert.Equal(name, plan.Topology!.Servers[1].Host);
        Assert.Empty(plan.Warnings);
    }

    [Theory]
    [InlineData("zoo-0.other zoo-2.other")]
    [InlineData("first.zoo third.zoo")]
    public void Without_a_name_that_is_ours_it_stays_an_address(string others)
    {
        var names = others.Split(' ');
        var plan = new Given(("ZOO_SERVERS", $"server.1={names[0]}:2888:3888 server.2=0.0.0.0:2888:3888 server.3={names[1]}:2888:3888"), ("ZOO_MY_ID", "2"))
        {
            HostName = "zoo-1",
            Hosts = "10.0.0.7 zoo-1.zoo.default.svc.cluster.local zoo-1\n",
        }.Works;

        Assert.Equal("0.0.0.0", plan.LocalMember!.Self.Host);
        Assert.StartsWith("server.2 has the address 0.0.0.0", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }
}
