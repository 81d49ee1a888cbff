using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>What can't work is refused with a sentence and the right exit code, before ZooKeeper starts.</summary>
public sealed class RefusalTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_volume_of_another_server_is_refused_with_both_ids()
    {
        await using var ensemble = await Ensemble.Prepare(3);
        await ensemble.VolumeOf(0).Shell("mkdir -p /volume/data/version-2 && echo 3 >/volume/data/myid && echo x >/volume/data/version-2/snapshot.5 && chown -R 1000:1000 /volume");

        var member = await ensemble.Start(0);

        Assert.Equal(65, await member.WaitForExit(Soon));
        Assert.Contains("cannot use data dir /var/lib/zookeeper/data: its myid is 3 but this pod is zk-0 (myid 1), and there is data next to it", await member.Logs(), StringComparison.Ordinal);
        Assert.Equal("3", await ensemble.VolumeOf(0).Shell("cat /volume/data/myid"));
    }

    [Fact]
    public async Task A_volume_that_may_not_be_written_names_the_fix()
    {
        await using var ensemble = await Ensemble.Prepare(1);
        await ensemble.VolumeOf(0).Shell("mkdir -p /volume/data /volume/log && chown -R root:root /volume && chmod -R 755 /volume");

        var member = await ensemble.Start(0);

        Assert.Equal(65, await member.WaitForExit(Soon));
        var log = await member.Logs();
        Assert.Contains("cannot write to /var/lib/zookeeper/data (ZK_DATA_DIR)", log, StringComparison.Ordinal);
        Assert.Contains("cannot write to /var/lib/zookeeper/log (ZK_DATA_LOG_DIR)", log, StringComparison.Ordinal);
        Assert.Contains("fsGroup", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_volume_says_so()
    {
        await using var member = new MemberBuilder("zk-0", TestImages.Agent).WithSettings("ZK_REPLICAS=1")
            .WithTmpfs("/var/lib/zookeeper", "size=64k,uid=1000,gid=1000")
            .WithShell("bash", "head -c 100000 /dev/zero >/var/lib/zookeeper/ballast; exec zkagent run").Build();

        await member.Start();

        Assert.Equal(65, await member.WaitForExit(Soon));
        Assert.Contains("the volume is full", await member.Logs(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web", "ZK_REPLICAS=3", "cannot use host name=web")]
    [InlineData("zk-3", "ZK_REPLICAS=3", "ordinal 3")]
    [InlineData("zk-0", "ZK_TICK_TIME=fast", "cannot use ZK_TICK_TIME=fast")]
    [InlineData("zk-0", "ZK_CONFIG_FILE=/nowhere/zoo.cfg", "cannot use ZK_CONFIG_FILE=/nowhere/zoo.cfg")]
    [InlineData("zk-0", "ZK_SERVER_COMMAND=/nowhere/zkServer.sh", "/nowhere/zkServer.sh")]
    [InlineData("zk-0", "ZK_SERVER_COMMAND=/etc/hosts", "/etc/hosts")]
    public async Task Wrong_settings_end_with_78_and_the_reason(string hostName, string setting, string expected)
    {
        await using var member = new MemberBuilder(hostName, TestImages.Agent).WithDomain(Ensemble.Domain).WithSettings("ZK_REPLICAS=3", setting).Build();

        await member.Start();

        Assert.Equal(78, await member.WaitForExit(Soon));
        Assert.Contains(expected, await member.Logs(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_its_setting()
    {
        await using var ensemble = await Ensemble.Serving(1);
        var second = await ensemble[0].Exec("env", "ZK_AGENT_PORT=9142", "ZK_SERVER_PORT=2889", "ZK_ELECTION_PORT=3889", "zkagent", "run");

        Assert.Equal(78, second.ExitCode);
        Assert.Contains("2181", second.Both, StringComparison.Ordinal);
        Assert.Contains("ZK_CLIENT_PORT", second.Both, StringComparison.Ordinal);
    }
}
