using Xunit;
using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Tests.Launch;

public sealed class ZooKeeperVersionTests
{
    [Theory]
    [InlineData("zookeeper-3.9.3.jar", "3.9.3")]
    [InlineData("zookeeper-3.4.5-cdh5.jar", "3.4.5")]
    [InlineData("zookeeper-3.5.0-alpha.jar", "3.5.0")]
    [InlineData("zookeeper-3.9.jar", "3.9.0")]
    [InlineData("zookeeper-3.9.6-${mvngit.commit.id}.jar", "3.9.6")]
    public void The_servers_jar_tells_the_version(string jar, string version) =>
        Assert.Equal(version, ZooKeeperVersion.FromJar(jar)?.ToString());

    [Theory]
    [InlineData("zookeeper-jute-3.9.3.jar")]
    [InlineData("zookeeper-prometheus-metrics-3.9.3.jar")]
    [InlineData("zookeeper.jar")]
    [InlineData("zookeeper-.jar")]
    [InlineData("zookeeper-3.jar")]
    [InlineData("zookeeper-3.9.3.4.jar")]
    [InlineData("zookeeper-3.+9.3.jar")]
    [InlineData("zookeeper-3.9.3.war")]
    [InlineData("my-zookeeper-3.9.3.jar")]
    public void Other_jars_tell_none(string jar) => Assert.Null(ZooKeeperVersion.FromJar(jar));

    [Fact]
    public void Of_several_the_newest_counts_by_number_not_by_letter() =>
        Assert.Equal(new(3, 10, 0), ZooKeeperVersion.Newest(["zookeeper-3.9.3.jar", "zookeeper-3.10.0.jar", "zookeeper-jute-4.0.0.jar"]));

    [Fact]
    public void Without_a_jar_of_ZooKeepers_there_is_none()
    {
        Assert.Null(ZooKeeperVersion.Newest(["netty-4.1.jar"]));
        Assert.Null(ZooKeeperVersion.Newest([]));
    }

    [Theory]
    [InlineData("zookeeper-3.4.14.jar", false)]
    [InlineData("zookeeper-3.5.0.jar", true)]
    [InlineData("zookeeper-4.0.0.jar", true)]
    public void Releases_before_3_5_are_refused(string jar, bool runs)
    {
        var problem = new ZooKeeperInstallation("/opt/zookeeper/bin/zkServer.sh", ZooKeeperVersion.FromJar(jar)).VersionProblem;

        if (runs) Assert.Null(problem);
        else Assert.Contains("run supports ZooKeeper 3.5 and later", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_release_is_run() => Assert.Null(new ZooKeeperInstallation("/usr/local/bin/my-zookeeper", null).VersionProblem);

    [Theory]
    [InlineData("/opt/zookeeper/bin/zkServer.sh", "/opt/zookeeper", true)]
    [InlineData("/apache-zookeeper-3.9.3-bin/bin/zkServer.sh", "/apache-zookeeper-3.9.3-bin", true)]
    [InlineData("/bin/zkServer.sh", "/", true)]
    [InlineData("/zkServer.sh", "/", true)]
    [InlineData("/opt/my/bin/myzkServer.sh", "/opt/my", false)]
    public void The_home_is_above_the_scripts_directory(string command, string home, bool script)
    {
        var installation = new ZooKeeperInstallation(command, null);

        Assert.Equal((home, script), (installation.Home, installation.IsZkServerScript));
    }
}
