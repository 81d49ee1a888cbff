using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>Two pods on one volume, as after a deletion by force: the new one waits for the old one.</summary>
public sealed class VolumeInUseTests
{
    private const string InUse = "held back: another process uses this volume, because it holds the lock of /var/lib/zookeeper/data/zkagent.lock";

    [Fact]
    public async Task A_second_pod_starts_no_ZooKeeper_while_the_first_one_serves_and_then_has_all_of_its_writes()
    {
        await using var ensemble = await Ensemble.Serving(1);
        await using var second = new MemberBuilder("zk-0", TestImages.Agent).WithDomain(Ensemble.Domain).WithVolumeMount(ensemble.VolumeOf(0), "/var/lib/zookeeper")
            .WithSettings("ZK_REPLICAS=1", "ZK_HEAP_SIZE=96M").Build();
        await second.Start();
        await second.WaitForLog(InUse, Ensemble.ToServe);

        await ensemble[0].Write("/written", "while-the-second-pod-waits");
        Assert.False(await second.TrySignalJava("0"), "the second pod has a java");
        Assert.Equal((200, 503), ((await second.Ask("/livez")).Status, (await second.Ask("/readyz")).Status));
        Assert.StartsWith(InUse, (await second.Ask("/readyz")).Body, StringComparison.Ordinal);

        await ensemble[0].Kill("KILL");
        await second.WaitUntilReady();
        Assert.Equal("while-the-second-pod-waits", await second.Read("/written"));
    }
}
