using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Restores;
using ZkAgent.Core.Settings;
using ZkAgent.Supervision;
using ZkAgent.Tests.DataGuard;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Restores;

/// <summary>The guard's loop with ZK_RESTORE: it reads, places, waits for all, commits, and starts.</summary>
public sealed class RestoreGuardTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Three_empty_members_place_it_and_start_when_all_have_it(bool logApart)
    {
        using var backups = new TemporaryDirectory();
        var settings = RestoreSettings.Parse(GivenBackup.In(backups).Path, "1")!;
        using var guard = new GivenGuard(logApart, restore: settings);
        var pass = guard.Pass();
        await RoundsUntil(guard, pass, () => guard.Source.Announced is not null);
        var id = guard.Source.Announced!;
        foreach (var peer in new[] { 2, 3 }) guard.Peers.Tells(peer, MemberData.Empty, restore: new(id, false));
        await RoundsUntil(guard, pass, () => guard.Progress.State == RestoreState.Placed);
        await guard.HoldsAsync(pass, "waiting until zk-1 and zk-2 have placed it, too");

        foreach (var peer in new[] { 2, 3 }) guard.Peers.Tells(peer, MemberData.Empty, restore: new(id, true));
        await RoundsUntil(guard, pass, () => pass.IsCompleted);
        Assert.Null(await pass);
        Assert.Equal(GuardAction.Start, guard.Guard.Last!.Value.Action);
        Assert.Equal(id, guard.Volume.VolumeIdentities.Read().Known!.Ensemble);

        // The variable is still set, and the backup is gone.
        Directory.Delete(backups.At("backup"), recursive: true);
        Assert.Null(await guard.Pass());
        Assert.Equal(RestoreState.Done, guard.Progress.State);
    }

    [Fact]
    public async Task A_volume_with_data_is_refused_and_stays_as_it_is()
    {
        using var backups = new TemporaryDirectory();
        using var guard = new GivenGuard(restore: RestoreSettings.Parse(GivenBackup.In(backups).Path, "2")!);
        guard.Volume.HoldsData();
        var before = guard.Volume.Root.Content.ToList();
        var pass = guard.Pass();
        // The limit of the wait for the backup is in the fake time, which the rounds advance faster than the backup is read.
        await Poll.UntilAsync(() => guard.Source.Announced is not null, Limit, () => "the backup is not read");
        await RoundsUntil(guard, pass, () => pass.IsCompleted);
        Assert.StartsWith("cannot restore", (await pass)!.Sentence, StringComparison.Ordinal);
        Assert.Equal(before, [.. guard.Volume.Root.Content.Where(f => !f.EndsWith("zkagent.lock", StringComparison.Ordinal))]);
    }

    /// <summary>The backup is read on another thread, so rounds go on until it is.</summary>
    private static async Task RoundsUntil(GivenGuard guard, Task<StartRefusal?> pass, Func<bool> reached)
    {
        var deadline = DateTime.UtcNow + Limit;
        while (!reached())
        {
            Assert.True(DateTime.UtcNow < deadline, $"not reached: {guard.State.Now.Sentence}");
            await guard.NextRoundAsync(pass);
        }
    }
}
