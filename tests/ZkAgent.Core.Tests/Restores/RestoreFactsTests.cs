using System.Text;
using System.Text.Json;
using Xunit;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Restores;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.Restores;

/// <summary>The values of a restore: id, epoch, version, setting, and what a volume and a report say of it.</summary>
public sealed class RestoreFactsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly EnsembleId Restore = GivenRestore.Id("b", "0x5", "1");

    [Fact]
    public void The_id_is_the_same_everywhere_and_another_for_each_backup_cut_and_name()
    {
        Assert.Equal(Restore, GivenRestore.Id("b", "0x5", "1"));
        Assert.NotNull(EnsembleId.Parse(Restore.Value));
        Assert.Equal(4, new[] { Restore, GivenRestore.Id("c", "0x5", "1"), GivenRestore.Id("b", "0x6", "1"), GivenRestore.Id("b", "0x5", "2") }.Distinct().Count());
    }

    [Fact]
    public void The_epoch_is_above_the_backups_and_a_later_restores_is_above_an_earlier_ones()
    {
        Assert.Equal(7 + 100_000 + (Noon - new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalMinutes, RestoreEpoch.At(7, Noon));
        Assert.Equal(1, RestoreEpoch.At(7, Noon.AddMinutes(1)) - RestoreEpoch.At(7, Noon));
        Assert.Equal(100_007, RestoreEpoch.At(7, Noon.AddYears(-30)));
        Assert.Equal(int.MaxValue, RestoreEpoch.At(int.MaxValue - 5, Noon));
    }

    [Theory]
    [InlineData("/backup/e/n", "/backup/e/n", "latest")]
    [InlineData("/backup/e@home/n@0x100000a3f", "/backup/e@home/n", "0x100000a3f")]
    [InlineData("/backup/@2026-11-27T18:30:00Z", "/backup", "2026-11-27T18:30:00Z")]
    public void The_setting_is_a_path_and_a_cut(string value, string path, string cut) => Assert.Equal(new(path, cut, "1"), RestoreSettings.Parse(value, "1"));

    [Fact]
    public void The_setting_needs_an_absolute_path() => Assert.Null(RestoreSettings.Parse("backup", "1"));

    [Fact]
    public void An_identity_keeps_what_is_placed_and_what_it_was_restored_with()
    {
        var identity = new VolumeIdentity(new(1), "zk-0", null, Served: true, []) { Placed = new(Restore, 0x200000005), Restored = "/b@latest 1" };
        Assert.Equal(identity, VolumeIdentityText.Parse(VolumeIdentityText.Write(identity)));
        Assert.Null(VolumeIdentityText.Parse(VolumeIdentityText.Write(identity).Replace("placed=", "placed=x", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_report_keeps_the_restore_and_how_new_the_data_is()
    {
        var report = new MemberReport(new(1), "zk-0", false, false, false, "waits")
        {
            Restore = new(Restore, true), Volume = new("one", MemberData.Data, null, false, []) { Newest = new(575_000, 0x200000005) },
        };
        var read = MemberReport.Parse(Written(report))!;
        Assert.Equal(report.Restore, read.Restore);
        Assert.Equal(report.Volume.Newest, read.Volume!.Newest);
        Assert.Null(MemberReport.Parse(Written(report with { Restore = null }))!.Restore);
        Assert.DoesNotContain("restore", Encoding.UTF8.GetString(Written(report with { Restore = null })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, MemberData.Empty)]
    [InlineData(true, MemberData.Lost)]
    public void A_placed_volume_counts_as_what_it_was_before(bool served, MemberData data)
    {
        var volume = Judge(new(new(1), "zk-0", null, served, []) { Placed = new(Restore, 0x200000005) }, last: 0x200000005);
        Assert.Equal((data, Restore), (volume.Data, volume.Placed));
        Assert.Equal(["snapshot.200000001", "log.200000002", "currentEpoch", "acceptedEpoch"], volume.InTheWay);
    }

    [Fact]
    public void Files_that_end_elsewhere_are_not_placed() => Assert.Null(Judge(new(new(1), "zk-0", null, false, []) { Placed = new(Restore, 0x200000005) }, last: 0x200000004).Placed);

    [Fact]
    public void A_committed_volume_is_data() => Assert.Equal(MemberData.Data, Judge(new(new(1), "zk-0", Restore, true, []), last: 0x200000005).Data);

    private static LocalVolume Judge(VolumeIdentity identity, long last) => VolumeJudgement.Judge(
        new() { Snapshots = [new("snapshot.200000001", 0x200000001, SnapshotCheck.Whole)], Logs = [new("log.200000002", 0x200000002, LogCheck.Sound, 0x200000002, last, 50)], Epochs = new("575000", "575000", null) },
        standalone: false, new(new(identity, null), null), heldDataBefore: false, Noon);

    private static byte[] Written(MemberReport report)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body)) report.Write(json);
        return body.ToArray();
    }
}
