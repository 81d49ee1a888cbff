using Xunit;
using ZkAgent.Core.DataGuard;

namespace ZkAgent.Tests.DataGuard;

public sealed class VolumeWatchTests
{
    [Fact]
    public void Data_is_remembered_while_ZooKeeper_runs_and_looked_at_anew_before_a_start()
    {
        using var volume = new GivenVolume();
        volume.HoldsData();
        Assert.Equal(MemberData.Data, volume.Watch.Recent().Data);

        volume.IsWiped();
        Assert.Equal(MemberData.Data, volume.Watch.Recent().Data);
        Assert.Equal(MemberData.Lost, volume.Watch.Read().Data);
        // And a loss that was seen once is not forgotten for what was there before.
        Assert.Equal(MemberData.Lost, volume.Watch.Recent().Data);
    }

    [Fact]
    public void A_blank_volume_is_looked_at_each_time()
    {
        using var volume = new GivenVolume();
        Assert.Equal(MemberData.Empty, volume.Watch.Recent().Data);
        volume.HoldsData();
        Assert.Equal(MemberData.Data, volume.Watch.Recent().Data);
    }

    [Fact]
    public void Damage_is_looked_at_again_after_a_while()
    {
        using var volume = new GivenVolume();
        volume.Root.Write("data/version-2/log.100000001", "this is no log");
        volume.Root.Write("data/version-2/snapshot.100000007", "");
        Assert.Equal(MemberData.Damaged, volume.Watch.Recent().Data);

        volume.IsWiped();
        Assert.Equal(MemberData.Damaged, volume.Watch.Recent().Data);
        volume.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(MemberData.Empty, volume.Watch.Recent().Data);
    }

    [Fact]
    public void A_log_that_lost_its_stamp_is_a_log_that_is_lost()
    {
        using var volume = new GivenVolume(logApart: true);
        volume.Root.Write("data/version-2/currentEpoch", "0");
        volume.Root.Write("data/version-2/acceptedEpoch", "0");
        File.Copy(Recorded.File("3.9.3", "snapshot.0"), volume.Root.At("data/version-2/snapshot.0"));
        volume.Stamps.Write(GivenVolume.Stamp(served: true));
        Assert.Equal(MemberData.Data, volume.Watch.Read().Data);

        File.Delete(volume.Stamps.LogPath!);
        Assert.Equal(MemberData.Damaged, volume.Watch.Read().Data);
    }
}
