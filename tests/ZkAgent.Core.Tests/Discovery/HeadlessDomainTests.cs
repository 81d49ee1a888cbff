using Xunit;

namespace ZkAgent.Core.Tests.Discovery;

public sealed class HeadlessDomainTests
{
    private const string Local = "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\n";

    private static string DomainOf(Given given) => given.Works.LocalMember!.Self.Host["zk-0.".Length..];

    [Theory]
    [InlineData("10.1.2.3\tzk-0.zk-hs.db.svc.cluster.local\tzk-0\n", "zk-hs.db.svc.cluster.local")]
    [InlineData("fd00::3\tzk-0.zk-hs.db.svc.cluster.local\tzk-0\n", "zk-hs.db.svc.cluster.local")]
    [InlineData("10.1.2.3\tzk-0.zk-hs.db.svc.cluster.local\tzk-0\nfd00::3\tzk-0.zk-hs.db.svc.cluster.local\tzk-0\n", "zk-hs.db.svc.cluster.local")]
    [InlineData("10.1.2.3 zk-0.zk-hs.db.svc.example.org. zk-0\r\n", "zk-hs.db.svc.example.org")]
    [InlineData("10.1.2.3 ZK-0.zk-hs.db.svc zk-0 # zk-0.wrong\n", "zk-hs.db.svc")]
    [InlineData("# zk-0.wrong\n10.9.9.9 zk-0.alias.example.org\n10.1.2.3\tzk-0.zk-hs.db.svc.cluster.local\tzk-0\n", "zk-hs.db.svc.cluster.local")]
    [InlineData("10.9.9.9 zk-01.alias xzk-0.alias\n10.1.2.3\tzk-0.zk-hs.db.svc.cluster.local\tzk-0\n", "zk-hs.db.svc.cluster.local")]
    [InlineData("10.9.9.9 zk-0.only.an.svc.alias\n", "only.an.svc.alias")]
    public void The_domain_is_that_of_the_pods_own_line(string hosts, string domain)
    {
        var given = Given.Three with { Hosts = Local + hosts };
        Assert.Equal(domain, DomainOf(given));
        Assert.Equal((domain, "/etc/hosts"), (given.Effective("ZK_HEADLESS_SERVICE").Value, given.Effective("ZK_HEADLESS_SERVICE").Origin));
    }

    [Fact]
    public void A_full_host_name_has_the_domain_in_it() =>
        Assert.Equal("zk-hs.db.svc.cluster.local", DomainOf(Given.Three with { HostName = "zk-0.zk-hs.db.svc.cluster.local.", Hosts = Local }));

    [Theory]
    [InlineData("zk-0", "10.1.2.3 zk-0. zk-0\n")]
    [InlineData("zk-0.", "")]
    [InlineData("zk-0", "10.1.2.3 zk-0.. zk-0\n")]
    [InlineData("zk-0", "10.1.2.3 zk-0\n")]
    public void Without_a_domain_the_service_must_be_told(string host, string hosts) =>
        Assert.StartsWith("cannot go on without ZK_HEADLESS_SERVICE: expected the headless service's name", (Given.Three with { HostName = host, Hosts = Local + hosts }).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("zk-hs", "search db.svc.cluster.local svc.cluster.local\n", "zk-hs.db.svc.cluster.local")]
    [InlineData("zk-hs", "nameserver 10.0.0.1\noptions ndots:5\nsearch  db.svc.example.org. svc.example.org\n", "zk-hs.db.svc.example.org")]
    [InlineData("zk-hs", "search lan db.svc.cluster.local\n", "zk-hs.db.svc.cluster.local")]
    [InlineData("zk-hs.db.svc.cluster.local", "", "zk-hs.db.svc.cluster.local")]
    [InlineData(".zk-hs.lan.", "", "zk-hs.lan")]
    public void A_told_service_gets_namespace_and_cluster_domain_from_the_search_list(string service, string resolv, string domain)
    {
        var given = Given.Three.With("ZK_HEADLESS_SERVICE", service) with { Hosts = Local, ResolvConf = resolv };
        Assert.Equal(domain, DomainOf(given));
        Assert.Equal((domain, "ZK_HEADLESS_SERVICE"), (given.Effective("ZK_HEADLESS_SERVICE").Value, given.Effective("ZK_HEADLESS_SERVICE").Origin));
        Assert.Empty(given.Works.Warnings);
    }

    [Theory]
    [InlineData("ZK_NAMESPACE")]
    [InlineData("POD_NAMESPACE")]
    public void A_told_namespace_and_cluster_domain_come_first(string name) =>
        Assert.Equal("zk-hs.other.svc.example.org",
            DomainOf(Given.Three.With("ZK_HEADLESS_SERVICE", "zk-hs").With(name, "other").With("ZK_CLUSTER_DOMAIN", "example.org.") with { Hosts = Local }));

    [Theory]
    [InlineData("")]
    [InlineData("search lan example.org\n")]
    [InlineData("search .svc.cluster.local db.svc. svc.cluster.local\n")]
    [InlineData("searching db.svc.cluster.local")]
    public void A_service_without_a_namespace_is_refused(string resolv) =>
        Assert.Equal("cannot use ZK_HEADLESS_SERVICE=zk-hs: expected a service whose namespace is known; set ZK_NAMESPACE, or give the service with its whole domain",
            (Given.Three.With("ZK_HEADLESS_SERVICE", "zk-hs") with { Hosts = Local, ResolvConf = resolv }).Problem);

    [Fact]
    public void Where_the_setting_and_the_own_name_disagree_the_name_counts_with_a_warning()
    {
        var given = Given.Three.With("ZK_HEADLESS_SERVICE", "zookeeper");
        Assert.Equal(Given.Domain, DomainOf(given));
        Assert.Equal("ZK_HEADLESS_SERVICE means zookeeper.default.svc.cluster.local, but this pod's own full name is under zk-hs.default.svc.cluster.local: the full name counts, because the kubelet wrote it",
            Assert.Single(given.Works.Warnings));
        Assert.Empty(Given.Three.With("ZK_HEADLESS_SERVICE", "zk-hs").Works.Warnings);
    }
}
