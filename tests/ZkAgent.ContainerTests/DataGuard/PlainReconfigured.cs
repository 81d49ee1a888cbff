using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>Plain ZooKeeper that keeps the list of servers itself (reconfig). Its zoo.cfg and its lists are on the volume.</summary>
internal static class PlainReconfigured
{
    private const string Files = "/var/lib/zookeeper/membership", Rendered = "/opt/zookeeper/conf/zoo.cfg";

    /// <summary>A volume without the files gets a list with the version 0: the servers of the settings.</summary>
    private const string Start = $"""
        zkagent render || exit
        if [ ! -f {Files}/zoo.cfg ]; then
          mkdir -p {Files}
          grep '^server' {Rendered} > {Files}/zoo.cfg.dynamic.0
          grep -v '^server\|^reconfigEnabled\|^standaloneEnabled' {Rendered} > {Files}/zoo.cfg
          printf 'reconfigEnabled=true\nstandaloneEnabled=false\nskipACL=yes\ndynamicConfigFile={Files}/zoo.cfg.dynamic.0\n' >> {Files}/zoo.cfg
        fi
        exec /usr/share/zookeeper/bin/zkServer.sh start-foreground {Files}/zoo.cfg
        """;

    /// <param name="ensemble">The members.</param>
    /// <param name="ordinals">Who starts.</param>
    /// <param name="servers">The number of servers in a list that is made now.</param>
    public static async Task Serve(Ensemble ensemble, int[] ordinals, int servers)
    {
        await Task.WhenAll(ordinals.Select(o => ensemble.Start(o, member => member.WithShell("bash", Start).WithSettings($"ZK_REPLICAS={servers}"))));
        await PlainZooKeeper.Serve(ensemble, ordinals);
    }

    /// <summary>Deletes the files from the volumes of members that run.</summary>
    public static async Task LoseFiles(Ensemble ensemble, params int[] ordinals)
    {
        foreach (var ordinal in ordinals) Assert.Equal(0, (await ensemble[ordinal].Exec("rm", "-rf", Files)).ExitCode);
    }

    /// <summary>Gives votes to members that run.</summary>
    public static async Task Add(Ensemble ensemble, params int[] ordinals)
    {
        var lines = string.Join(',', ordinals.Select(o => $"server.{o + 1}=zk-{o}.{Ensemble.Domain}:2888:3888:participant;2181"));
        var result = await ensemble[0].Exec("/usr/share/zookeeper/bin/zkCli.sh", "-server", "localhost:2181", "reconfig", "-add", lines);
        Assert.True(result.ExitCode == 0 && result.Output.Contains($"zk-{ordinals[^1]}", StringComparison.Ordinal), result.Both);
    }
}
