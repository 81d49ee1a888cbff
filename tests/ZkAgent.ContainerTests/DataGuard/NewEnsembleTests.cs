using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>An ensemble begins where there is nothing to lose, and only there.</summary>
public sealed class NewEnsembleTests
{
    private const string Founded = "the volumes of all 3 participants are empty: a new ensemble is created";

    [Fact]
    public async Task When_all_volumes_are_lost_a_new_ensemble_begins_under_a_new_id_and_says_so()
    {
        await using var story = await Begin();
        await story.Start(0, 1, 2);
        await story.Serve(0, 1, 2);
        var before = await story.Id();
        await story.Wipe(0, 1, 2);

        await story.Start(0, 1, 2);
        await story.Serve(0, 1, 2);

        Assert.NotEqual(before, await story.Id());
        foreach (var member in story.Ensemble.Members) Assert.Contains(Founded, await member.Logs(), StringComparison.Ordinal);
        await story.Write(through: 0);
        await story.EndWithEverything();
    }

    [Fact]
    public async Task A_first_start_waits_for_the_last_member_and_for_its_name_and_no_probe_mistakes_the_wait()
    {
        await using var story = await Begin();
        await story.Start(0, 1);
        await story.IsHeldBack(0, "waiting for zk-2: a first start needs all 3");
        await story.IsHeldBack(1, "waiting for zk-2: a first start needs all 3");
        foreach (var probe in (string[][])[["zkagent", "ok"], ["zkOk.sh"], ["zookeeper-ready", "2181"], ["zkagent", "probe", "live"], ["zkagent", "probe", "startup"]])
        {
            var answer = await story.Ensemble[0].Exec(probe);
            Assert.True(answer.ExitCode == 0, $"{string.Join(' ', probe)} ended with {answer.ExitCode}: {answer.Both}");
        }
        var ready = await story.Ensemble[0].Exec("zkagent", "probe", "ready");
        Assert.Equal(1, ready.ExitCode);
        Assert.Contains("waiting for zk-2", ready.Both, StringComparison.Ordinal);

        // Its pod is there, its name is not.
        await story.Ensemble.Start(2, named: false);
        await story.Ensemble[2].WaitForLog("zk-2 is server 3 of 3", Ensemble.ToServe);
        await story.IsHeldBack(1, "waiting for zk-2: a first start needs all 3, because a member that does not resolve may have data");
        await story.Ensemble.Dropped(2);
        await story.Ensemble.Heal(2);

        await story.Serve(0, 1, 2);
        await story.Write(through: 2);
        await story.EndWithEverything();
    }

    [Fact]
    public async Task Volumes_of_plain_ZooKeeper_are_adopted_with_their_data_and_identified_as_one_ensemble()
    {
        await using var story = await Begin();
        await PlainZooKeeper.Start(story.Ensemble, [0, 1, 2]);
        await PlainZooKeeper.Serve(story.Ensemble, 0, 1, 2);
        await story.Write(through: 0);
        await story.Lose(0, 1, 2);

        await story.Start(0, 1, 2);
        await story.Serve(0, 1, 2);
        var id = await story.Id();
        await story.Lose(0, 1, 2);
        await story.Start(0, 1, 2);

        await story.EndWithEverything();
        Assert.Equal(id, await story.Id());
        foreach (var member in story.Ensemble.Members) Assert.DoesNotContain("This volume is identified as", await member.Logs(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_epoch_that_another_tool_poisoned_is_healed()
    {
        await using var story = await Begin();
        await PlainZooKeeper.StartWithoutAVote(story.Ensemble, [0, 1, 2]);
        for (var i = 0; i < 3; i++)
        {
            var member = story.Ensemble[i];
            await Poll.Until(async () => (await member.Exec("cat", "/var/lib/zookeeper/data/version-2/currentEpoch")).Output.Trim() == "-1", Ensemble.ToServe, member.Logs);
        }

        await story.Start(0, 1, 2);
        await story.Serve(0, 1, 2);

        foreach (var member in story.Ensemble.Members) Assert.Contains("what held no data is kept aside", await member.Logs(), StringComparison.Ordinal);
        await story.Write(through: 1);
        await story.EndWithEverything();
    }

    [Fact]
    public async Task Forming_does_not_wait_for_the_guard()
    {
        await using var plain = await Begin();
        var began = TimeProvider.System.GetTimestamp();
        await PlainZooKeeper.Start(plain.Ensemble, [0, 1, 2]);
        await PlainZooKeeper.Serve(plain.Ensemble, 0, 1, 2);
        Figure.Tell("three fresh members of plain ZooKeeper, from creating the containers to all serving", TimeProvider.System.GetElapsedTime(began));
        await plain.Lose(0, 1, 2);

        await using var guarded = await Begin();
        began = TimeProvider.System.GetTimestamp();
        await guarded.Start(0, 1, 2);
        await PlainZooKeeper.Serve(guarded.Ensemble, 0, 1, 2);
        var took = TimeProvider.System.GetElapsedTime(began);
        Figure.Tell("the same guarded", took);
        // The figure says how much longer; on a busy machine only a deadlock is told from a delay.
        Assert.True(took < TimeSpan.FromSeconds(60), $"forming took {took}");
    }

    private static async Task<Story> Begin() => new(await Ensemble.Prepare(3));
}
