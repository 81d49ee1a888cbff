using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;
using ZkAgent.Volume;

namespace ZkAgent.Tests.Volume;

public sealed class VolumePreparationTests
{
    [Fact]
    public void Only_a_founder_gets_the_marker_and_it_lies_next_to_the_log()
    {
        using var volume = new GivenVolume(logApart: true);
        volume.Preparation.Prepare(new(GuardAction.Join, ""), volume.Watch.Read());
        Assert.Equal(["data", "log"], volume.Root.Content);

        volume.Preparation.Prepare(new(GuardAction.Bootstrap, ""), volume.Watch.Read());
        Assert.Equal(["data", "data/zkagent.identity", "log", "log/initialize", "log/zkagent.identity"], volume.Root.Content);
        Assert.False(volume.VolumeIdentities.Read().Known!.Served);
    }

    [Theory]
    [InlineData("3.9.6", true)]
    [InlineData("3.9.3", false)]
    [InlineData(null, false)]
    public void A_start_with_an_image_older_than_the_data_says_so(string? served, bool says)
    {
        using var volume = new GivenVolume();
        volume.HoldsData();
        volume.VolumeIdentities.Write(new(new(1), "zk-0", null, Served: true, []) { ZooKeeper = served });

        volume.Preparation.Prepare(new(GuardAction.Start, ""), volume.Watch.Read());
        Assert.Equal(says, volume.Log.Lines.Any(line => line.Contains("last served with ZooKeeper 3.9.6 and this image has 3.9.3", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_root_of_an_ensemble_is_marked_only_where_all_members_were_seen_to_be_empty()
    {
        using var volume = new GivenVolume();
        var marker = new RootAclMarker(volume.Directories);
        var preparation = new VolumePreparation(new(GivenVolume.LocalMember), volume.Directories, volume.VolumeIdentities, volume.Marker, volume.Time, volume.Log, image: null, marker);

        preparation.Prepare(new(GuardAction.Join, ""), volume.Watch.Read());
        preparation.Prepare(new(GuardAction.Bootstrap, "") { Override = GuardOverride.Bootstrap }, volume.Watch.Read());
        Assert.False(marker.IsThere);

        preparation.Prepare(new(GuardAction.Bootstrap, ""), volume.Watch.Read());
        Assert.True(marker.IsThere);
    }

    [Theory]
    [InlineData("log/initialize")]
    [InlineData("data/initialize")]
    public void A_marker_that_was_left_is_taken_away(string left)
    {
        using var volume = new GivenVolume(logApart: true);
        volume.Root.Write(left, "");
        volume.Preparation.DeleteMarker();
        Assert.DoesNotContain(left, volume.Root.Content);
    }

    [Fact]
    public void A_poisoned_epoch_is_moved_aside()
    {
        using var volume = new GivenVolume();
        volume.Root.Write("data/version-2/currentEpoch", "-1");
        volume.Preparation.Prepare(new(GuardAction.Bootstrap, ""), volume.Watch.Read());
        Assert.False(File.Exists(volume.Root.At("data/version-2/currentEpoch")));
        Assert.Contains(volume.Root.Content, path => path.EndsWith("-leftovers/version-2/currentEpoch", StringComparison.Ordinal));
    }

    [Fact]
    public void A_volume_that_is_taken_keeps_its_data_and_loses_its_name()
    {
        using var volume = new GivenVolume();
        volume.HoldsData();
        volume.VolumeIdentities.Write(new(new(3), "zk-2", EnsembleId.New(Guid.NewGuid()), Served: true, [new(3)]));
        volume.Preparation.TakeVolume();
        Assert.Equal(new VolumeIdentity(new(1), "zk-0", null, Served: true, []), volume.VolumeIdentities.Read().Known);
        Assert.Equal(MemberData.Data, volume.Watch.Read().Data);
    }

    [Fact]
    public void An_identity_that_cannot_be_read_is_told()
    {
        using var volume = new GivenVolume();
        volume.Root.Write("data/zkagent.identity", "server=one\n");
        Assert.StartsWith($"cannot read {volume.VolumeIdentities.Path}: expected lines such as server=1", volume.VolumeIdentities.Read().Problem, StringComparison.Ordinal);
        volume.Preparation.TakeVolume();
        Assert.Null(volume.VolumeIdentities.Read().Problem);
    }

    [Fact]
    public void A_log_volume_that_is_new_gets_the_identity_before_anything_is_fetched()
    {
        using var volume = new GivenVolume(logApart: true);
        var identity = GivenVolume.VolumeIdentity(served: true);
        volume.VolumeIdentities.Write(identity);
        File.Delete(volume.VolumeIdentities.LogPath!);

        volume.Preparation.Prepare(new(GuardAction.Join, ""), new(MemberData.Lost, identity, "has lost its data"));

        Assert.Equal(identity, volume.VolumeIdentities.Read().Log!.VolumeIdentity);
        Assert.DoesNotContain("log/initialize", volume.Root.Content);
    }
}
