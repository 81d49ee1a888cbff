using Xunit;
using ZkAgent.ContainerTests.Containers;
using ZkAgent.ContainerTests.DataGuard;

namespace ZkAgent.ContainerTests.Quorums;

/// <summary>Three members in one group with weights 10, 1 and 1, as a widely copied manifest has them: zk-0 alone is a quorum, and without it there is none.</summary>
public sealed class WeightedQuorumTests
{
    [Fact]
    public async Task The_heavy_member_serves_alone_and_the_gate_knows_who_can_leave()
    {
        await using var story = new Story(await Ensemble.Prepare(3));
        await story.Start([0, 1, 2], Weights(10));
        await story.Serve(0, 1, 2);
        await story.Ensemble[0].WaitForLog("a quorum is weight 7 of 12", Ensemble.ToServe);
        Assert.Contains("3 of 3 voters with weight 12 of 12 serve", (await story.Ensemble[1].Exec("zkagent", "status")).Output, StringComparison.Ordinal);

        Assert.Contains("leaving: 2 of 3 voters with weight 11 of 12 stay in sync", (await story.Ensemble[2].Exec("zkagent", "drain")).Output, StringComparison.Ordinal);
        await story.Lose(1, 2);

        await story.Serve(0);
        await story.Write(through: 0);
        var status = await story.Ensemble[0].Exec("zkagent", "status");
        Assert.Equal(0, status.ExitCode);
        Assert.Contains("1 of 3 voters with weight 10 of 12 serve, zk-0 leads", status.Output, StringComparison.Ordinal);
        Assert.Contains("leaving: without zk-0 there is no quorum", (await story.Ensemble[0].Exec("zkagent", "drain")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_loss_of_the_heavy_members_volume_the_others_serve_with_equal_weights_and_nothing_is_lost()
    {
        await using var story = new Story(await Ensemble.Prepare(3));
        await story.Start([0, 1, 2], Weights(10));
        await story.Serve(0, 1, 2);
        await story.Write(through: 1);
        await WithIdentity(story, "1*10:2*1:3*1");
        await story.Lose(0, 1, 2);
        await story.Wipe(0);

        await story.Start([0, 1, 2], Weights(10));
        await story.IsHeldBack(0, "zk-1 and zk-2 have data, so a member without may not vote; waiting for a quorum of members with data, weight 7 of 12; 2 of 3 voters with weight 2 of 12 are here");
        await story.IsHeldBack(0, "remove group.N and weight.N from all members and set ZK_FORCE_VOLUME");
        await story.LooksForQuorum(1);

        // A blank vote of the heavy member would be a quorum that has nothing.
        await story.Start([0], Weights(10), Override.Until("ZK_FORCE_BOOTSTRAP", TimeSpan.FromHours(1)));
        await story.IsHeldBack(0, "ZK_FORCE_BOOTSTRAP can't help");

        // Without the operator's word another rule is refused: zk-0 alone may have acknowledged what the others do not have.
        await story.Start(1);
        Assert.Contains("cannot use this volume: when it last served a quorum was weight 7 of 12", await story.Refuses(1), StringComparison.Ordinal);

        await story.Start([0, 1, 2], Override.Until("ZK_FORCE_VOLUME", TimeSpan.FromHours(1)));
        await story.EndWithEverything();
        await WithIdentity(story, "");

        // Back, one member after the other and in steps that share a member with each other.
        await Roll(story, 2, "1*2:2*1:3*1");
        await Roll(story, 10, "1*10:2*1:3*1");
        await story.EndWithEverything();
    }

    private static string Weights(int heavy) => $"ZOO_CFG_EXTRA=group.1=1:2:3 weight.1={heavy} weight.2=1 weight.3=1";

    private static async Task Roll(Story story, int heavy, string groups)
    {
        foreach (var ordinal in (int[])[2, 1, 0])
        {
            await story.Start([ordinal], Weights(heavy));
            await story.Serve(ordinal);
        }
        await WithIdentity(story, groups);
    }

    /// <summary>Awaits that all volumes say by which rule their server served.</summary>
    private static async Task WithIdentity(Story story, string groups)
    {
        foreach (var member in story.Ensemble.Members)
            await Poll.Until(
                async () => (await member.Exec("grep", "-Fx", $"groups={groups}", "/var/lib/zookeeper/data/zkagent.identity")).ExitCode == 0, Ensemble.ToServe, member.Logs);
    }
}
