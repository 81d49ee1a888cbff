using Xunit;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Tests.Backups;

public sealed class BackupNamesTests
{
    [Fact]
    public void The_name_of_a_backup_has_its_time_and_its_last_transaction()
    {
        var name = new BackupName(new(2026, 11, 27, 18, 30, 0, TimeSpan.Zero), new(0x100000a3f));

        Assert.Equal("20261127T183000Z-100000a3f", name.ToString());
        Assert.Equal(name, BackupName.Parse(name.ToString()));
    }

    [Theory]
    [InlineData("log")]
    [InlineData(".partial-zk-0-20261127T183000Z-100000a3f")]
    [InlineData("20261127T183000Z")]
    [InlineData("20261127T183000Z-xyz")]
    public void Other_names_are_no_backup(string name) => Assert.Null(BackupName.Parse(name));

    [Fact]
    public void The_name_of_a_segment_has_its_first_and_last_transaction()
    {
        var name = new SegmentName(new(0x100000a40), new(0x100000b00), ".zst");

        Assert.Equal("100000a40-100000b00.zst", name.ToString());
        Assert.Equal(name, SegmentName.Parse("100000a40-100000b00.zst"));
        Assert.Null(SegmentName.Parse("100000b00-100000a40"));
        Assert.Null(SegmentName.Parse(".partial-zk-0"));
    }

    [Theory]
    [InlineData("latest", null, null)]
    [InlineData("@0x100000a3f", 0x100000a3f, null)]
    [InlineData("100000a3f", 0x100000a3f, null)]
    [InlineData("@2026-11-27T18:30:00Z", null, "2026-11-27T18:30:00Z")]
    [InlineData("2026-11-27T18:30:00.250Z", null, "2026-11-27T18:30:00.250Z")]
    [InlineData("2026-11-27T19:30+01:00", null, "2026-11-27T18:30:00Z")]
    public void A_cut_is_a_zxid_or_a_time(string text, long? zxid, string? time)
    {
        var (cut, problem) = BackupCut.Parse(text);

        Assert.Null(problem);
        Assert.Equal(zxid, cut!.Zxid?.Value);
        Assert.Equal(time is null ? null : DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), cut.Time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-11-27")]
    [InlineData("2026-11-27T18:30:00")]
    [InlineData("-5")]
    public void Anything_else_is_refused_with_what_is_expected(string text) =>
        Assert.Contains("expected latest, a zxid such as 0x100000a3f, or a time such as 2026-11-27T18:30:00Z", BackupCut.Parse(text).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_time_ends_before_the_first_later_record()
    {
        var cut = BackupCut.Parse("2026-11-27T18:30:00Z").Cut!;
        var time = cut.Time!.Value.ToUnixTimeMilliseconds();

        Assert.False(cut.IsBefore(0x100000001, time));
        Assert.True(cut.IsBefore(0x100000001, time + 1));
        Assert.False(BackupCut.Latest.IsBefore(long.MaxValue, long.MaxValue));
    }

    [Fact]
    public void Segments_are_followed_until_one_is_missing()
    {
        SegmentName[] segments = [Segment(0x100000006, 0x100000009), Segment(0x10000000a, 0x10000000c), Segment(0x200000001, 0x200000005), Segment(0x200000009, 0x20000000f), Segment(0x100000001, 0x100000005)];

        Assert.Equal([segments[0], segments[1], segments[2]], SegmentChain.Follow(new Zxid(0x100000007), segments, []));
        Assert.Empty(SegmentChain.Follow(new Zxid(0x200000005), segments, []));
    }

    [Fact]
    public void A_later_epoch_does_not_follow_where_something_between_is_missing()
    {
        SegmentName[] afterGap = [Segment(0x100000001, 0x100000005), Segment(0x100000010, 0x100000012), Segment(0x200000001, 0x200000005)];
        Assert.Equal([afterGap[0]], SegmentChain.Follow(new Zxid(0x100000002), afterGap, []));

        SegmentName[] beyondBackup = [Segment(0x100000001, 0x100000005), Segment(0x200000001, 0x200000005)];
        Assert.Equal([beyondBackup[0]], SegmentChain.Follow(new Zxid(0x100000002), beyondBackup, [new Zxid(0x100000002), new Zxid(0x100000009)]));
        Assert.Equal(beyondBackup, SegmentChain.Follow(new Zxid(0x100000002), beyondBackup, [new Zxid(0x100000002), new Zxid(0x200000003)]));
    }

    private static SegmentName Segment(long first, long last) => new(new(first), new(last), "");
}
