using Xunit;
using YamlDotNet.RepresentationModel;
using ZkAgent.Core.Settings;

namespace ZkAgent.ChartTests;

/// <summary>Clients outside the cluster: one Service per member, and the list that they are configured with.</summary>
public sealed class ExternalAccessTests
{
    private const string NodePorts = """externalAccess.enabled=true externalAccess.service.type=NodePort externalAccess.hosts=["node.example"] externalAccess.service.nodePorts=[30181,30182,30183]""";
    private const string Domain = "externalAccess.enabled=true externalAccess.domain=zk.example";

    [Theory]
    [InlineData(NodePorts, "node.example:30181,node.example:30182,node.example:30183")]
    [InlineData(Domain, "zk-zookeeper-0.zk.example:2181,zk-zookeeper-1.zk.example:2181,zk-zookeeper-2.zk.example:2181")]
    [InlineData($"{Domain} tls.client.enabled=true tls.client.existingSecret=s", "zk-zookeeper-0.zk.example:2281,zk-zookeeper-1.zk.example:2281,zk-zookeeper-2.zk.example:2281")]
    [InlineData("""externalAccess.enabled=true externalAccess.service.loadBalancerIPs=["192.0.2.1","fd00::2","192.0.2.3"]""", "192.0.2.1:2181,[fd00::2]:2181,192.0.2.3:2181")]
    public void The_agent_gets_one_address_per_member(string values, string expected)
    {
        var settings = Of(values).Settings();
        Assert.Equal(expected, settings["ZK_EXTERNAL_ADDRESSES"]);
        Assert.Equal([], SettingsReader.Read(new(new Dictionary<string, string>(), settings), memoryLimit: null).Problems.Select(p => p.ToString()));
    }

    [Fact]
    public void Without_hosts_the_agent_gets_no_addresses() => Assert.DoesNotContain("ZK_EXTERNAL_ADDRESSES", Of("externalAccess.enabled=true").Settings().Keys);

    [Theory]
    [InlineData(NodePorts, "client")]
    [InlineData(Domain, "client")]
    [InlineData($"{Domain} tls.client.enabled=true tls.client.existingSecret=s", "tls")]
    public void Each_member_has_a_Service_that_selects_it_alone_and_a_port_of_its_pod(string values, string port)
    {
        var rendering = Of(values);
        for (var n = 0; n < 3; n++)
        {
            var service = rendering.Named("Service", $"zk-zookeeper-external-{n}");
            Assert.Equal($"zk-zookeeper-{n}", Rendering.Value(service, "spec", "selector", "statefulset.kubernetes.io/pod-name"));
            var only = Assert.Single((YamlSequenceNode)service!["spec"]["ports"]);
            Assert.Equal(port, Rendering.Value(only, "targetPort"));
            Assert.Equal(values == NodePorts ? $"3018{n + 1}" : null, Rendering.Value(only, "nodePort"));
            Assert.Equal(values == NodePorts ? null : $"zk-zookeeper-{n}.zk.example", Rendering.Value(service, "metadata", "annotations", "external-dns.alpha.kubernetes.io/hostname"));
        }
        Assert.Null(rendering.Named("Service", "zk-zookeeper-external-3"));
    }

    [Fact]
    public void A_network_policy_that_allows_labelled_clients_only_allows_the_addresses_outside()
    {
        var rendering = Of($"""{Domain} networkPolicy.allowExternal=false externalAccess.sourceRanges=["192.0.2.0/24"]""");
        var from = (YamlSequenceNode)((YamlSequenceNode)rendering.Single("NetworkPolicy")["spec"]["ingress"])[1]["from"];
        Assert.Contains("192.0.2.0/24", from.Select(f => Rendering.Value(f, "ipBlock", "cidr")));
        Assert.Equal("192.0.2.0/24", ((YamlSequenceNode)rendering.Named("Service", "zk-zookeeper-external-0")!["spec"]["loadBalancerSourceRanges"])[0].ToString());
    }

    [Theory]
    [InlineData($"{Domain} networkPolicy.allowExternal=false", "the policy would refuse clients outside the cluster; set externalAccess.sourceRanges")]
    [InlineData("externalAccess.domain=a.example", "externalAccess.domain: it has no effect without externalAccess.enabled=true")]
    [InlineData("""externalAccess.enabled=true externalAccess.hosts=["a","b"]""", "2 hosts for 3 members")]
    [InlineData("""externalAccess.enabled=true externalAccess.hosts=["a"]""", "1 hosts for 3 members")]
    [InlineData($"""{Domain} externalAccess.hosts=["a","b","c"]""", "both name the members' hosts")]
    [InlineData($"{Domain} externalAccess.service.nodePorts=[30181,30182,30183]", "they are for the type NodePort")]
    [InlineData("externalAccess.enabled=true externalAccess.service.type=NodePort externalAccess.service.nodePorts=[30181]", "1 entries for 3 members")]
    [InlineData("externalAccess.enabled=true externalAccess.service.type=NodePort externalAccess.domain=a.example", "clients need to know the ports")]
    public void What_clients_could_not_use_is_refused(string values, string sentence)
    {
        var (code, _, error) = Tool.Run("helm", ["template", "zk", "k8s/chart", .. Rendering.Given(values)]);
        Assert.NotEqual(0, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_namespace_that_denies_by_default_members_reach_DNS_and_each_other()
    {
        Assert.Empty(((YamlMappingNode)Assert.Single(Egress(""))).Children);
        var rules = Egress("networkPolicy.allowExternalEgress=false");
        Assert.Equal(["53", "53"], Ports(rules[0]));
        Assert.Equal(["client", "follower", "election", "agent"], Ports(rules[1]));
        Assert.NotNull(Rendering.At(((YamlSequenceNode)rules[1]["to"])[0], "podSelector", "matchLabels", "app.kubernetes.io/instance"));
    }

    private static IEnumerable<string?> Ports(YamlNode rule) => ((YamlSequenceNode)rule["ports"]).Select(p => Rendering.Value(p, "port"));

    private static YamlSequenceNode Egress(string values) => (YamlSequenceNode)Of(values).Single("NetworkPolicy")["spec"]["egress"];

    private static Rendering Of(string values) => Rendering.OfChart([.. Rendering.Given(values)]);
}
