using Xunit;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Tests.Backups;

public sealed class SegmentTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 27, 18, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("500000064", false, "500000065", "", null)]
    [InlineData("500000064", true, "600000001", "", null)]
    [InlineData("500000064", true, "600000001", "500000064 600000001", null)]
    [InlineData("500000000", false, "600000001", "", null)]
    [InlineData("500000064", true, "500000066", "", "the member's log has no transactions between 0x500000064 and 0x500000066")]
    [InlineData("500000064", true, "600000002", "", "the member's log has no transactions between 0x500000064 and 0x600000002")]
    [InlineData("500000064", false, "600000001", "", "the member's log does not have 0x500000064 any more, so the end of that epoch may be missing")]
    [InlineData("500000064", true, "600000001", "500000090", "the member fetched a snapshot between 0x500000064 and 0x600000001, so transactions may be missing in its log")]
    [InlineData("500000064", true, "600000001", "600000000", "the member fetched a snapshot between 0x500000064 and 0x600000001, so transactions may be missing in its log")]
    public void A_record_follows_on_the_last_one_or_there_is_a_gap(string last, bool seen, string next, string snapshots, string? gap) =>
        Assert.Equal(gap, SegmentLink.Gap(Z(last), seen, Z(next), [.. snapshots.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Z)]));

    [Theory]
    [InlineData(null)]
    [InlineData("the member's log has no transactions between 0x1 and 0x3")]
    public void Progress_is_read_as_it_was_written(string? gap)
    {
        var progress = new SegmentProgress(Z("100000a3f"), Time, "zk-2", gap);
        Assert.Equal(progress, SegmentProgress.Parse(progress.Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("last=1\n")]
    [InlineData("last=x\ntime=2026-11-27T18:00:00.000Z\nmember=zk-2\n")]
    [InlineData("last=1\ntime=yesterday\nmember=zk-2\n")]
    public void What_is_not_whole_is_no_progress(string text) => Assert.Null(SegmentProgress.Parse(text));

    [Fact]
    public void Segments_go_on_where_they_ended_and_after_a_gap_at_the_next_backup()
    {
        var progress = new SegmentProgress(Z("50"), Time, "zk-2", null);
        Assert.Null(SegmentProgress.Anchor(progress, null));
        Assert.Equal(Z("60"), SegmentProgress.Anchor(null, Z("60")));
        Assert.Equal(Z("50"), SegmentProgress.Anchor(progress, Z("60")));
        Assert.Equal(Z("60"), SegmentProgress.Anchor(progress with { Gap = "x" }, Z("60")));
        Assert.Null(SegmentProgress.Anchor(progress with { Gap = "x" }, Z("40")));
    }

    [Fact]
    public void A_lock_is_taken_only_from_a_member_that_does_not_renew_it()
    {
        Assert.Equal(new(false, "zk-1 has the lock of the backup directory"), BackupLockState.Decide("zk-1", TimeSpan.FromMinutes(14), isSelf: false));
        Assert.Equal(new(true, "taking the lock of zk-1: it was renewed 15 min ago"), BackupLockState.Decide("zk-1", TimeSpan.FromMinutes(15), isSelf: false));
        Assert.Equal("another member has the lock of the backup directory", BackupLockState.Decide("", TimeSpan.Zero, isSelf: false).Sentence);
        Assert.True(BackupLockState.Decide("zk-1", TimeSpan.Zero, isSelf: true).IsStale);
        Assert.True(BackupLockState.Stale > 5 * BackupLockState.Renewal);
    }

    private static Zxid Z(string text) => Zxid.Parse(text)!.Value;
}
