using Xunit;
using ZkAgent.Core.Families;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Families;

public sealed class ImageFamilyTests
{
    public static TheoryData<string> Programs =>
        ["/entrypoint.sh", "/run.sh", "/opt/bitnami/scripts/zookeeper/healthcheck.sh", "/etc/confluent/docker/run", "/docker-entrypoint.sh", "/usr/local/bin/zookeeperStart.sh", "start-zookeeper"];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Every_default_of_an_image_is_that_of_a_setting(string program)
    {
        var family = ImageFamily.Of(program);

        Assert.NotEmpty(family.Fallbacks);
        Assert.All(family.Fallbacks.Keys, flag => Assert.NotNull(SettingCatalog.ByFlag(flag)));
    }

    [Theory]
    [InlineData("/usr/local/bin/zkagent")]
    [InlineData("zkServer.sh")]
    [InlineData("runner")]
    public void Every_other_name_has_our_defaults(string program) => Assert.Same(ImageFamily.Own, ImageFamily.Of(program));

    [Fact]
    public void Bitnamis_directories_and_metric_names_are_kept()
    {
        var plan = (new Given() { Fallbacks = ImageFamily.Bitnami.Fallbacks }).Works;

        Assert.Equal("/bitnami/zookeeper/data", plan.Settings!.Directories.Data);
        Assert.Equal("/bitnami/zookeeper/data", plan.Settings.Directories.DataLog);
        Assert.Equal("/opt/bitnami/zookeeper/conf", plan.Settings.Directories.Configuration);
        Assert.Equal(MetricNames.Native, plan.Settings.MetricNames);
        Assert.True(plan.LocalMember!.Standalone);
    }

    /// <summary>Seen on a cluster: the first pod was never ready, so the second one was never created.</summary>
    [Fact]
    public void Pods_of_the_pravega_operator_are_created_in_order() =>
        Assert.True((new Given(("ZK_REPLICAS", "3")) { Fallbacks = ImageFamily.Pravega.Fallbacks }).Works.Settings!.OrderedPods);

    [Fact]
    public void One_server_without_any_setting_has_the_id_that_its_image_gave_it()
    {
        var plan = (new Given() { Fallbacks = ImageFamily.Official.Fallbacks, HostName = "a1b2c3", Hosts = "127.0.0.1 localhost\n", ResolvConf = "" }).Works;

        Assert.Equal(1, plan.LocalMember!.Self.Id.Value);
        Assert.Equal("default", plan.Effective.Single(e => e.Name == "ZK_MYID").Origin);
    }

    [Fact]
    public void A_list_and_an_ordinal_say_more_than_the_defaults_of_an_image()
    {
        var given = new Given(("ZOO_SERVERS", "server.1=zk-0:2888:3888;2181 server.2=zk-1:2888:3888;2181 server.3=zk-2:2888:3888;2181"))
        {
            Fallbacks = ImageFamily.Official.Fallbacks,
            HostName = "zk-2",
            Hosts = "127.0.0.1 localhost\n",
        };

        Assert.Equal(3, given.Works.LocalMember!.Self.Id.Value);
        Assert.Empty(given.Works.Warnings);
    }

    [Fact]
    public void Of_three_pods_that_were_not_told_how_many_they_are_the_second_does_not_start_alone() =>
        Assert.Contains("more than this pod's ordinal 1", (new Given() { Fallbacks = ImageFamily.Confluent.Fallbacks, HostName = "zk-1" }).Problem, StringComparison.Ordinal);
}
