using Xunit;
using ZkAgent.Core.Peers;

namespace ZkAgent.Tests.Volume;

public sealed class VolumeInspectorTests
{
    [Fact]
    public void Data_is_remembered_while_ZooKeeper_runs_and_read_again_before_a_start()
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
        volume.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(MemberData.Damaged, volume.Watch.Recent().Data);

        volume.IsWiped();
        Assert.Equal(MemberData.Damaged, volume.Watch.Recent().Data);
        volume.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(MemberData.Empty, volume.Watch.Recent().Data);
    }

    /// <remarks>A newcomer that was synchronised for four seconds seemed damaged, and the others waited for it.</remarks>
    [Fact]
    public void A_file_that_looked_damaged_while_it_was_written_is_looked_at_again_at_once()
    {
        using var volume = new GivenVolume();
        volume.Root.Write("data/version-2/log.100000001", "this is no log");
        volume.Root.Write("data/version-2/snapshot.100000007", "");
        Assert.Equal(MemberData.Damaged, volume.Watch.Recent().Data);

        volume.IsWiped();
        volume.HoldsData();
        Assert.Equal(MemberData.Data, volume.Watch.Recent().Data);
    }

    /// <remarks>A newcomer that did not learn the members joined an ensemble that could not take it in.</remarks>
    [Fact]
    public void The_identity_is_looked_at_each_time_also_while_damage_is_remembered()
    {
        using var volume = new GivenVolume();
        volume.Root.Write("data/version-2/log.100000001", "this is no log");
        volume.Root.Write("data/version-2/snapshot.100000007", "");
        Assert.Null(volume.Watch.Recent().VolumeIdentity);

        volume.VolumeIdentities.Write(GivenVolume.VolumeIdentity(served: true));
        Assert.Equal([1, 2, 3], volume.Watch.Recent().VolumeIdentity!.Members.Select(member => member.Value));
    }

    [Fact]
    public void A_log_volume_without_a_log_and_without_an_identity_is_lost()
    {
        using var volume = new GivenVolume(logApart: true);
        volume.HoldsDataApart();
        volume.VolumeIdentities.Write(GivenVolume.VolumeIdentity(served: true));
        Assert.Equal(MemberData.Data, volume.Watch.Read().Data);

        Directory.Delete(volume.Root.At("log"), recursive: true);
        Directory.CreateDirectory(volume.Root.At("log"));
        Assert.Equal(MemberData.Damaged, volume.Watch.Read().Data);
    }

    [Theory]
    [InlineData("data/zkagent.identity", "")]
    [InlineData("log/zkagent.identity", "")]
    [InlineData("data/zkagent.identity", null)]
    [InlineData("log/zkagent.identity", null)]
    public void One_of_the_two_identity_files_can_be_lost_or_torn_and_healthy_data_stays_data(string copy, string? left)
    {
        using var volume = new GivenVolume(logApart: true);
        volume.HoldsDataApart();
        var identity = GivenVolume.VolumeIdentity(served: true);
        volume.VolumeIdentities.Write(identity);
        File.Delete(volume.Root.At(copy));
        if (left is not null) volume.Root.Write(copy, left);
        var own = volume.Watch.Read();
        Assert.Equal(MemberData.Data, own.Data);
        Assert.Equal(identity, own.VolumeIdentity);
    }
}
