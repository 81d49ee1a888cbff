using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;
using ZkAgent.ContainerTests.DataGuard;
using ZkAgent.ContainerTests.Membership;

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
    public async Task With_dynamic_membership_the_first_member_restores_it_and_the_others_join()
    {
        await using var story = await BackedUp.Fresh(3);
        await backup.Restore(story, "1", All, "ZK_MEMBERSHIP=dynamic");
        await story.Serve(All);

        foreach (var ordinal in All)
        {
            await VoterList.Await(story, ordinal, 1, 2, 3);
            Assert.Empty(await backup.Missing(story.Ensemble[ordinal]));
        }
        // What ZooKeeper itself has in force.
        var configuration = await story.Ensemble[1].ZkCli("config");
        foreach (var ordinal in All) Assert.Contains($"server.{ordinal + 1}=zk-{ordinal}.{Ensemble.Domain}:2888:3888:participant;", configuration, StringComparison.Ordinal);
        Assert.DoesNotContain("server.4=", configuration, StringComparison.Ordinal);
        Assert.NotEqual(backup.OldId, await story.Id());
        await story.Write(through: 2);
        await story.EndWithEverything();
    }

    [Fact]
    public async Task Damaged_volumes_and_one_of_another_ensemble_stay_as_they_are_until_no_member_has_data()
    {
        await using var story = await BackedUp.Fresh(3);
        foreach (var ordinal in All) await story.Ensemble.VolumeOf(ordinal).Shell("cp -a /other/. /volume/", backup.OldVolumeOf(ordinal));
        await story.Ensemble.VolumeOf(0).Shell("for s in /volume/data/version-2/snapshot.*; do truncate -s 40 $s; done");
        await story.Ensemble.VolumeOf(1).Shell("for l in /volume/log/version-2/log.*; do printf '\\377\\377\\377\\377' | dd of=$l bs=1 seek=300 conv=notrunc status=none; done");
        var before = await Task.WhenAll(All.Select(ordinal => Digests(story, ordinal)));

        // The one with data is refused, and ends.
        await backup.Restore(story, "1", 2);
        var refusal = (await story.Refuses(2)).Split('\n').First(line => line.Contains("cannot restore", StringComparison.Ordinal));
        Assert.Contains($" and belongs to ensemble {backup.OldId[..8]}; a restore needs empty volumes", refusal, StringComparison.Ordinal);
        Assert.Matches("cannot restore [0-9a-f]{8} onto this volume", refusal);
        Assert.Equal(before[2], await Digests(story, 2));

        // The damaged ones are held back for as long as it has.
        await story.Start(2);
        await story.LooksForQuorum(2);
        await backup.Restore(story, "1", 0, 1);
        foreach (var ordinal in new[] { 0, 1 })
        {
            Assert.Matches("and restore [0-9a-f]{8} needs empty volumes", await story.IsHeldBack(ordinal, $"zk-2 has data of ensemble {backup.OldId[..8]}"));
            Assert.Equal(before[ordinal], await Digests(story, ordinal));
        }

        // Without it they count as empty, and what is on them is kept aside.
        await story.Wipe(2);
        await backup.Restore(story, "1", 2);
        await story.Serve(All);
        foreach (var member in story.Ensemble.Members) Assert.Empty(await backup.Missing(member));
        foreach (var ordinal in new[] { 0, 1 }) Assert.Equal(Sums(before[ordinal]), Sums(await Digests(story, ordinal, "/volume/*/quarantine-*/version-2/")));
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

    /// <summary>The SHA-256 and the path of each file that ZooKeeper wrote.</summary>
    private static Task<string> Digests(Story story, int ordinal, string where = "/volume/*/version-2/") =>
        story.Ensemble.VolumeOf(ordinal).Shell($"find {where} -type f -exec sha256sum {{}} + | sort -k2");

    private static IEnumerable<string> Sums(string digests) => digests.Split('\n').Select(line => line.Split(' ')[0]).Order();
}
