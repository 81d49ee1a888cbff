using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>A member that looks for a quorum for long while the others have one: its agent restarts its ZooKeeper, and the member joins.</summary>
public sealed class IsolatedMemberTests
{
    private const string Configuration = "/opt/zookeeper/conf/zoo.cfg";

    /// <summary>A minute and three attempts to join of two ticks each, until the next round of the watchdog, and a start.</summary>
    private static readonly TimeSpan ToBeMended = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_member_that_is_left_out_of_a_quorum_is_started_again_by_its_agent_and_joins()
    {
        await using var ensemble = await Ensemble.Serving(3, member => member.WithSettings("ZK_INIT_LIMIT=2", "ZK_SYNC_LIMIT=2", "ZK_TICK_TIME=1000", "ZK_TERMINATION_LOG=/tmp/last-words"));
        var leftOut = ensemble[2];

        // ZooKeeper reads its configuration at its start: with the wrong ports it cannot reach the others, nor they it. The file is corrected at once,
        // but only a restart reads it: as with a dead election listener, nothing else helps.
        await leftOut.Exec("sed", "-i.right", "s/:2888:3888/:12888:13888/", Configuration);
        await leftOut.KillJava();
        await Poll.Until(async () => (await leftOut.Logs()).Split("Starting it again") is [_, .., var since] && since.Contains("looking: ZooKeeper looks for a quorum", StringComparison.Ordinal),
            Ensemble.ToServe, leftOut.Logs);
        await leftOut.Exec("mv", Configuration + ".right", Configuration);
        await ensemble.WaitForQuorumOf(0, 1);

        var began = TimeProvider.System.GetTimestamp();
        await leftOut.WaitForLog("other voters have one under zk-", ToBeMended);
        Figure.Tell("left out, from looking to its restart", TimeProvider.System.GetElapsedTime(began));
        await leftOut.WaitUntilReady();

        Assert.True(await leftOut.IsRunning());
        var log = await leftOut.Logs();
        Assert.Contains("ZooKeeper ended: the agent stopped it, because it has looked for a quorum for", log, StringComparison.Ordinal);
        var terminationMessage = (await leftOut.Exec("cat", "/tmp/last-words")).Output;
        Assert.Contains("it has looked for a quorum for", terminationMessage, StringComparison.Ordinal);
        Assert.Contains("(restart 1 for this reason in 10 min; ZK_RESTART_LIMIT does not count it)", terminationMessage, StringComparison.Ordinal);
        Assert.Contains("zkagent_zookeeper_restarts_total{reason=\"isolated_member\"} 1\n", (await leftOut.Get("/metrics")).Body, StringComparison.Ordinal);
        Assert.NotNull(await leftOut.Mode());
        // Those that have a quorum are left alone.
        foreach (var other in (int[])[0, 1]) Assert.DoesNotContain("the agent stopped it", await ensemble[other].Logs(), StringComparison.Ordinal);
    }
}
