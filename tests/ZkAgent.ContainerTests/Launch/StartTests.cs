using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Launch;

/// <summary>How ZooKeeper is started: without a JMX agent and with a class archive, unless the user wants it otherwise.</summary>
public sealed class StartTests
{
    private const string JmxProperty = "-Dcom.sun.management.jmxremote";

    [Theory]
    [InlineData("")]
    [InlineData("-bookworm")]
    [InlineData("-sid")]
    public async Task ZooKeeper_starts_without_a_JMX_agent_and_with_the_class_archive(string suite)
    {
        await using var ensemble = await Serving(member => member.WithImage(TestImages.Agent + suite));

        var java = await JavaProcess.Of(ensemble[0]);
        Assert.DoesNotContain(java.Arguments, argument => argument.StartsWith(JmxProperty, StringComparison.Ordinal));
        Assert.True(java.UsesArchive, await ensemble[0].Logs());
        Assert.Equal("1", java.Parent);
        Assert.Subset(java.Arguments.ToHashSet(), new HashSet<string>
        {
            "-Dzookeeper.log.dir=/var/log/zookeeper", "-XX:+HeapDumpOnOutOfMemoryError", "-XX:OnOutOfMemoryError=kill -9 %p", "-Xms96m", "-Xmx96m",
            "-Dlogback.configurationFile=/opt/zookeeper/conf/logback.xml", "-Djava.security.properties=/opt/zookeeper/conf/java.security", "org.apache.zookeeper.server.quorum.QuorumPeerMain", "/opt/zookeeper/conf/zoo.cfg",
        });
        var log = await ensemble[0].Logs();
        Assert.Contains("No JMX agent is started", log, StringComparison.Ordinal);
        Assert.Contains("ZooKeeper starts with the class archive", log, StringComparison.Ordinal);
        Assert.Contains("ZooKeeper starts with the class archive", (await ensemble[0].Exec("zkagent", "explain")).Output, StringComparison.Ordinal);

        await ensemble[0].KillJava();
        await Poll.Until(async () => await JavaProcess.Find(ensemble[0]) is { UsesArchive: true } next && next.Id != java.Id, Ensemble.ToServe, ensemble[0].Logs);
    }

    [Fact]
    public async Task Both_work_on_a_read_only_root()
    {
        await using var ensemble = await Serving(member => member.WithReadOnlyRoot().WithTmpfs("/tmp", "").WithTmpfs("/opt/zookeeper/conf", "uid=1000,gid=1000"));

        Assert.True((await JavaProcess.Of(ensemble[0])).UsesArchive, await ensemble[0].Logs());
    }

    [Fact]
    public async Task JMXPORT_brings_the_JMX_agent_back()
    {
        await using var ensemble = await Serving(member => member.WithSettings("JMXPORT=1099", "JMXDISABLE=false"));

        var java = await JavaProcess.Of(ensemble[0]);
        Assert.Contains(JmxProperty + ".port=1099", java.Arguments);
        Assert.True(java.UsesArchive, await ensemble[0].Logs());
        Assert.Equal(0, (await ensemble[0].Exec("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/1099")).ExitCode);
    }

    [Fact]
    public async Task Without_the_archive_the_script_puts_the_configuration_directory_on_the_class_path_as_ever()
    {
        await using var ensemble = await Serving(member => member.WithShell("bash", "echo x=y > /opt/zookeeper/conf/plugin.properties && exec zkagent run"));

        var java = await JavaProcess.Of(ensemble[0]);
        Assert.False(java.UsesArchive);
        Assert.Contains("/opt/zookeeper/conf", java.ClassPath);
        Assert.Contains("ZooKeeper starts without a class archive: /opt/zookeeper/conf/plugin.properties may be meant for the class path.", await ensemble[0].Logs(), StringComparison.Ordinal);
    }

    private static Task<Ensemble> Serving(Func<MemberBuilder, MemberBuilder> configure) => Ensemble.Serving(1, configure);
}
