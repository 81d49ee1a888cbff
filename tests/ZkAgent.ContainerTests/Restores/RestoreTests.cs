using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Restores;

/// <summary>A backup that zkagent made is restored into members with empty volumes, and old volumes come back.</summary>
public sealed class RestoreTests(BackedUp backup) : IClassFixture<BackedUp>
{
    private static readonly int[] All = [0, 1, 2];

    [Fact]
    public async Task Three_empty_members_serve_all_of_it_a_client_comes_back_and_an_old_member_is_refused()
    {
        await using var story = await BackedUp.Fresh(3);
        var began = TimeProvider.System.GetTimestamp();
        await backup.Restore(story, "1", All);
        await story.Serve(All);
        Figure.Tell("three empty members to three that serve the restored data", TimeProvider.System.GetElapsedTime(began));
        foreach (var member in story.Ensemble.Members) Assert.Empty(await backup.Missing(member));
        var id = await story.Id();
        Assert.NotEqual(backup.OldId, id);

        // A client that has seen later transactions than the backup has is taken in, because the epoch is higher.
        await using (var client = await ZooKeeperClient.Connect(await story.Ensemble[0].Address(), 2181, ZooKeeperClient.SessionTimeout, TestContext.Current.CancellationToken, seen: backup.Seen))
            Assert.NotEqual(0, client.SessionId);

        // A restart with the setting, also once the backup is gone.
        await story.Write(through: 1);
        await story.Lose(0);
        await story.Start([0], $"ZK_RESTORE={backup.Path}");
        await story.Serve(0);
        Assert.Contains("ZK_RESTORE has no effect here", await story.Ensemble[0].Logs(), StringComparison.Ordinal);
        await story.HasEverything(0);

        // The same backup under another name on volumes that have data.
        await story.Lose(2);
        await backup.Restore(story, "2", 2);
        Assert.Contains("a restore needs empty volumes", await story.Refuses(2), StringComparison.Ordinal);

        await story.Lose(2);
        var own = story.Ensemble.ExchangeVolume(2, backup.OldVolume);
        await story.Start(2);
        var refusal = await story.Refuses(2);
        Assert.Contains(backup.OldId[..8], refusal, StringComparison.Ordinal);
        Assert.Contains(id[..8], refusal, StringComparison.Ordinal);

        await story.Lose(2);
        story.Ensemble.ExchangeVolume(2, own);
        await story.Start(2);
        await story.EndWithEverything();
        Assert.Equal(id, await story.Id());
    }

    [Fact]
    public async Task With_one_old_volume_nothing_starts_and_with_an_empty_one_in_its_place_all_serve()
    {
        await using var story = await BackedUp.Fresh(3);
        var own = story.Ensemble.ExchangeVolume(2, backup.OldVolume);
        await story.Start(2);
        await story.LooksForQuorum(2);
        await backup.Restore(story, "1", 0, 1);
        var held = await story.IsHeldBack(0, $"has data of ensemble {backup.OldId[..8]}");
        Assert.Contains("restore ", held, StringComparison.Ordinal);

        await story.Lose(2);
        await backup.Restore(story, "1", 2);
        Assert.Contains("cannot restore", await story.Refuses(2), StringComparison.Ordinal);

        await story.Lose(2);
        story.Ensemble.ExchangeVolume(2, own);
        await backup.Restore(story, "1", 2);
        await story.Serve(All);
        foreach (var member in story.Ensemble.Members) Assert.Empty(await backup.Missing(member));
    }

    [Fact]
    public async Task Members_that_are_killed_again_and_again_while_they_place_it_serve_all_of_it_in_the_end()
    {
        await using var story = await BackedUp.Fresh(3);
        foreach (var milliseconds in new[] { 300, 600, 900, 1200, 1800, 2400 })
        {
            await backup.Restore(story, "1", All);
            using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
            await moment.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            await story.Lose(All);
        }
        await backup.Restore(story, "1", All);
        await story.Serve(All);
        foreach (var member in story.Ensemble.Members) Assert.Empty(await backup.Missing(member));
        await story.Write(through: 0);
        await story.EndWithEverything();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Another_number_of_servers_than_the_backup_had_serves_all_of_it(int replicas)
    {
        await using var story = await BackedUp.Fresh(replicas);
        int[] all = [.. Enumerable.Range(0, replicas)];
        await backup.Restore(story, "1", all);
        await story.Serve(all);
        Assert.Empty(await backup.Missing(story.Ensemble[0]));
        Assert.Empty(await backup.Missing(story.Ensemble[replicas - 1]));
    }
}
