using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>The same members without a guard: plain ZooKeeper on the same volumes, with the zoo.cfg that <c>render</c> writes.</summary>
internal static class PlainZooKeeper
{
    private const string Render = "zkagent render && ", Server = "exec /usr/share/zookeeper/bin/zkServer.sh start-foreground /opt/zookeeper/conf/zoo.cfg";

    /// <param name="ensemble">The members.</param>
    /// <param name="ordinals">Who starts.</param>
    /// <param name="settings">Variables in addition to those of every member: NAME=value.</param>
    public static Task Start(Ensemble ensemble, int[] ordinals, params string[] settings) => Task.WhenAll(ordinals.Select(
        o => ensemble.Start(o, member => member.WithShell("bash", Render + Server).WithSettings(settings))));

    /// <summary>The same with db.autocreate=false and without the marker: a setup after half of ZooKeeper's documentation.</summary>
    public static Task StartWithoutAVote(Ensemble ensemble, int[] ordinals) => Task.WhenAll(ordinals.Select(
        o => ensemble.Start(o, member => member.WithShell("bash", Render + "echo db.autocreate=false >>/opt/zookeeper/conf/zoo.cfg && " + Server))));

    /// <summary>Awaits that members serve.</summary>
    public static Task Serve(Ensemble ensemble, params int[] ordinals) => Task.WhenAll(ordinals.Select(o => ensemble[o].WaitUntilServing()));
}
