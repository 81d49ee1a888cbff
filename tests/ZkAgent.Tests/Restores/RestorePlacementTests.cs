using Xunit;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;
using ZkAgent.Restores;
using ZkAgent.Tests.Volume;

namespace ZkAgent.Tests.Restores;

/// <summary>A backup is placed so that the agent can be killed after any step.</summary>
public sealed class RestorePlacementTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_placed_volume_is_whole_and_has_raised_epochs_and_no_vote(bool logApart)
    {
        using var volume = new GivenVolume(logApart);
        var (placement, backup) = Given(volume);
        var placed = Place(volume, placement, backup);

        var found = volume.Watch.Read();
        Assert.Equal((MemberData.Empty, backup.Id), (found.Data, found.Placed));
        Assert.Equal(backup.Stored.Manifest.Last.Value, placed.Last);
        var epoch = File.ReadAllText(volume.Root.At("data/version-2/currentEpoch"));
        Assert.Equal(epoch, File.ReadAllText(volume.Root.At("data/version-2/acceptedEpoch")));
        Assert.InRange(long.Parse(epoch, System.Globalization.CultureInfo.InvariantCulture), 100_003, int.MaxValue);
        Assert.Equal(logApart, File.Exists(volume.Root.At("log/version-2/log.300000001")));
        Assert.False(Directory.Exists(volume.Root.At("data/.restore")));

        placement.Commit(backup.Id, "/b@latest 1", GivenVolume.LocalMember, epoch: 200_000);
        foreach (var name in new[] { "acceptedEpoch", "currentEpoch" }) Assert.Equal("200000", File.ReadAllText(volume.Root.At($"data/version-2/{name}")));
        var committed = volume.Watch.Read();
        Assert.Equal((MemberData.Data, backup.Id), (committed.Data, committed.VolumeIdentity!.Ensemble));
        Assert.Equal(3, committed.VolumeIdentity.Members.Count);
    }

    [Theory]
    [InlineData(false, MemberData.Empty)]
    [InlineData(true, MemberData.Empty)]
    [InlineData(false, MemberData.Lost)]
    [InlineData(true, MemberData.Lost)]
    [InlineData(false, MemberData.Damaged)]
    [InlineData(false, MemberData.Initialized)]
    public void After_a_crash_at_each_step_the_volume_is_blank_and_the_next_try_succeeds(bool logApart, MemberData before)
    {
        for (var steps = 0; ; steps++)
        {
            using var volume = new GivenVolume(logApart);
            Prepare(volume, before);
            Assert.Equal(before, volume.Watch.Read().Data);
            var (placement, backup) = Given(volume);
            var (placed, _) = placement.Write(backup);
            var all = placement.Steps(volume.Watch.Read(), placed!, GivenVolume.LocalMember.Self, dynamic: false);
            foreach (var step in all.Take(steps)) step();

            volume.Time.Advance(TimeSpan.FromSeconds(2));
            var found = NewLife(volume).Read();
            Assert.NotEqual(MemberData.Data, found.Data);
            Assert.Equal(steps == all.Count ? backup.Id : null, found.Placed);
            Place(volume, placement, backup);
            Assert.Equal(backup.Id, NewLife(volume).Read().Placed);
            if (steps == all.Count) return;
        }
    }

    [Fact]
    public void What_was_damaged_is_kept_aside_and_counts_as_lost_without_the_restore()
    {
        using var volume = new GivenVolume();
        Prepare(volume, MemberData.Damaged);
        var (placement, backup) = Given(volume);
        Place(volume, placement, backup);
        Assert.Contains(volume.Root.Content, f => f.StartsWith("data/quarantine-", StringComparison.Ordinal) && f.EndsWith("version-2/log.f00000001", StringComparison.Ordinal));
        Assert.Equal(MemberData.Lost, volume.Watch.Read().Data);
    }

    [Fact]
    public void A_member_that_joins_instead_keeps_the_copy_aside_and_loses_its_mark()
    {
        using var volume = new GivenVolume(logApart: true);
        var (placement, backup) = Given(volume);
        Place(volume, placement, backup);
        volume.Preparation.Prepare(new(Core.DataGuard.GuardAction.Join, ""), volume.Watch.Read());
        Assert.Null(volume.VolumeIdentities.Read().Known!.Placed);
        Assert.DoesNotContain(volume.Root.Content, f => f.Contains("version-2/snapshot", StringComparison.Ordinal) && !f.Contains("quarantine", StringComparison.Ordinal));
        Assert.Equal(MemberData.Empty, NewLife(volume).Read().Data);
    }

    [Fact]
    public void A_cut_ends_the_data_at_that_transaction_and_is_another_restore()
    {
        using var volume = new GivenVolume();
        var stored = GivenBackup.In(volume.Root);
        var (all, _) = RestoreBackup.Read(volume.Root.At("backup"), "latest", "1", TestContext.Current.CancellationToken);
        var (cut, problem) = RestoreBackup.Read(stored.Path, "0x300000001", "1", TestContext.Current.CancellationToken);
        Assert.Null(problem);
        Assert.NotEqual(all!.Id, cut!.Id);
        var placement = new RestorePlacement(volume.Directories, volume.VolumeIdentities, volume.Time, volume.Log);
        Assert.Equal(0x300000001, placement.Write(cut).Placed!.Last);
    }

    [Fact]
    public void A_backup_that_cannot_be_used_says_why()
    {
        using var volume = new GivenVolume();
        var stored = GivenBackup.In(volume.Root);
        Assert.StartsWith("cannot read the backup in", RestoreBackup.Read(volume.Root.At("nowhere"), "latest", "1", TestContext.Current.CancellationToken).Problem, StringComparison.Ordinal);
        Assert.StartsWith("cannot use \"soon\" as a cut", RestoreBackup.Read(stored.Path, "soon", "1", TestContext.Current.CancellationToken).Problem, StringComparison.Ordinal);
        Assert.Contains("it can be restored to any transaction from", RestoreBackup.Read(stored.Path, "0x900000001", "1", TestContext.Current.CancellationToken).Problem, StringComparison.Ordinal);
        File.AppendAllText($"{stored.Path}/snapshot.200000007", "x");
        Assert.StartsWith("cannot", RestoreBackup.Read(stored.Path, "latest", "1", TestContext.Current.CancellationToken).Problem, StringComparison.Ordinal);
    }

    private static void Prepare(GivenVolume volume, MemberData data)
    {
        switch (data)
        {
            case MemberData.Lost:
                volume.VolumeIdentities.Write(GivenVolume.VolumeIdentity(served: true));
                break;
            case MemberData.Damaged:
                volume.HoldsData();
                volume.IsDamaged();
                break;
            case MemberData.Initialized:
                Directory.CreateDirectory(volume.Root.At("data/version-2"));
                File.Copy(Recorded.File("3.9.3", "snapshot.0"), volume.Root.At("data/version-2/snapshot.0"));
                volume.VolumeIdentities.Write(GivenVolume.VolumeIdentity(served: false));
                break;
        }
    }

    private static (RestorePlacement Placement, RestoreBackup Backup) Given(GivenVolume volume)
    {
        var (backup, problem) = RestoreBackup.Read(GivenBackup.In(volume.Root).Path, "latest", "1", TestContext.Current.CancellationToken);
        Assert.True(backup is not null, problem);
        return (new(volume.Directories, volume.VolumeIdentities, volume.Time, volume.Log), backup);
    }

    private static PlacedRestore Place(GivenVolume volume, RestorePlacement placement, RestoreBackup backup)
    {
        var (placed, problem) = placement.Write(backup);
        Assert.True(placed is not null, problem);
        placement.Place(NewLife(volume).Read(), placed, GivenVolume.LocalMember.Self, dynamic: false);
        return placed;
    }

    private static ZkAgent.Volume.VolumeInspector NewLife(GivenVolume volume) => new(volume.Directories, volume.VolumeIdentities, standalone: false, "", volume.Thread, volume.Time);
}
