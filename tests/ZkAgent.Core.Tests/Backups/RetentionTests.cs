using CsCheck;
using Xunit;
using ZkAgent.Core.Backups;

namespace ZkAgent.Core.Tests.Backups;

public sealed class RetentionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 18, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Fact]
    public void What_is_older_than_the_time_to_keep_is_deleted()
    {
        var result = Retention.Decide([Backup(9), Backup(8), Backup(6), Backup(1)], Now, Week);
        Assert.Equal(["9", "8"], result.Deleted.Select(b => b.Name));
        Assert.Equal("deleting 2 of 4 backups: they are older than 168 h 0 min, and 2 newer ones are verified", result.Sentence);
    }

    [Fact]
    public void Two_verified_ones_stay_however_old_they_are()
    {
        Assert.Equal(["30"], Retention.Decide([Backup(30), Backup(20), Backup(10)], Now, Week).Deleted.Select(b => b.Name));
        Assert.Equal(["20", "10", "1"], Retention.Decide([Backup(30), Backup(20), Backup(10), Backup(1, verified: false)], Now, Week).Kept.Select(b => b.Name));
    }

    [Fact]
    public void A_clock_that_jumps_forward_deletes_two_at_a_time()
    {
        var result = Retention.Decide([.. Enumerable.Range(1, 20).Select(days => Backup(days))], Now + TimeSpan.FromDays(365), Week);
        Assert.Equal(["20", "19"], result.Deleted.Select(b => b.Name));
        Assert.Equal(18, result.Kept.Count);
    }

    [Fact]
    public void Where_nothing_verifies_nothing_is_deleted()
    {
        var result = Retention.Decide([Backup(30, verified: false), Backup(20, verified: false), Backup(10, verified: false), Backup(1)], Now, Week);
        Assert.Empty(result.Deleted);
        Assert.Equal("no backup is deleted: 3 of 4 are older than 168 h 0 min, and fewer than 2 newer ones are verified", result.Sentence);
    }

    [Fact]
    public void A_segment_is_needed_as_long_as_a_backup_that_it_goes_beyond()
    {
        var result = Retention.Decide([Backup(9), Backup(6), Backup(1)], Now, Week);
        Assert.Equal(["9"], result.Deleted.Select(b => b.Name));
        SegmentName[] segments = [Segment(91, 94), Segment(92, 94), Segment(93, 95), Segment(99, 120)];
        Assert.Equal(segments[..2], result.Unneeded(segments));
        Assert.Empty(Retention.Decide([], Now, Week).Unneeded(segments));
    }

    [Fact]
    public void Never_the_newest_and_always_two_verified() => Gen.Select(Gen.Int[-3, 40], Gen.Bool).Array[0, 12].Sample(given =>
    {
        KeptBackup[] backups = [.. given.Select((g, i) => Backup(g.Item1, g.Item2) with { Name = $"{i}" })];
        var result = Retention.Decide(backups, Now, Week);
        Assert.Equal(backups.Select(b => b.Name).Order(), result.Kept.Concat(result.Deleted).Select(b => b.Name).Order());
        if (backups.Length > 0) Assert.Equal(backups.Max(b => b.Time), result.Kept.Max(b => b.Time));
        Assert.True(result.Kept.Count(b => b.IsVerified) >= Math.Min(2, backups.Count(b => b.IsVerified)));
        Assert.All(result.Deleted, b => Assert.True(Now - b.Time > Week && result.Kept.Count(k => k.IsVerified && k.Time >= b.Time) >= 2));
    });

    // The zxid grows with the time: a backup of 6 days ago ends at 94.
    private static KeptBackup Backup(int days, bool verified = true) => new($"{days}", Now - TimeSpan.FromDays(days), new(100 - days), verified);

    private static SegmentName Segment(long first, long last) => new(new(first), new(last), "");
}
