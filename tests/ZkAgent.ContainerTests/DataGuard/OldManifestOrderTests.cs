using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>An old manifest under the guard: its shell line, its probe, and pods that come one after the other.</summary>
public sealed class OldManifestOrderTests
{
    /// <summary>ZooKeeper gives up an election that began before all names resolved only at its limit, which is twice as long by default.</summary>
    private const string Settings = "ZK_INIT_LIMIT=5";

    [Fact]
    public async Task Pods_that_each_wait_for_zkOk_form_an_ensemble_at_first_and_after_all_were_gone()
    {
        await using var story = new Story(await Ensemble.Prepare(3));
        await StartInOrder(story);
        await story.Serve(0, 1, 2);
        await story.Write(through: 0);
        await story.Lose(0, 1, 2);

        await StartInOrder(story);

        await story.EndWithEverything();
    }

    private static async Task StartInOrder(Story story)
    {
        for (var i = 0; i < 3; i++)
        {
            var member = await story.Ensemble.Start(i, pod => pod.WithShell("sh", "zkGenConfig.sh && zkServer.sh start-foreground").WithSettings(Settings));
            await Poll.Until(async () => (await member.Exec("zkOk.sh")).ExitCode == 0, Ensemble.ToServe, member.Logs);
        }
    }
}
