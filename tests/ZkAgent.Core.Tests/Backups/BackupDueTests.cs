using Xunit;
using ZkAgent.Core.Backups;

namespace ZkAgent.Core.Tests.Backups;

public sealed class BackupDueTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 18, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    [Fact]
    public void The_first_backup_is_due_at_once_and_overdue_from_then_on()
    {
        Assert.Equal(new(true, TimeSpan.Zero, "there is no backup yet"), BackupDue.Decide(Facts(null)));
        Assert.Equal(TimeSpan.FromMinutes(7), BackupDue.Decide(Facts(null) with { Since = Now - TimeSpan.FromMinutes(7) }).Overdue);
    }

    [Fact]
    public void The_next_one_is_due_an_interval_after_the_last()
    {
        Assert.Equal(new(false, TimeSpan.Zero, "the newest backup is 5 h 0 min old; the next one is due in 1 h 0 min"), BackupDue.Decide(Facts(TimeSpan.FromHours(5))));
        Assert.Equal(new(true, TimeSpan.FromHours(1), "the newest backup is 7 h 0 min old"), BackupDue.Decide(Facts(TimeSpan.FromHours(7))));
    }

    [Fact]
    public void After_a_gap_in_the_segments_it_is_due_at_once_and_not_again_and_again()
    {
        var facts = Facts(TimeSpan.FromMinutes(30)) with { Gap = "no transactions between 0x1 and 0x3" };
        Assert.Equal(new(true, TimeSpan.FromMinutes(20), "the log segments have a gap: no transactions between 0x1 and 0x3"), BackupDue.Decide(facts));
        Assert.False(BackupDue.Decide(facts with { Last = Now - TimeSpan.FromMinutes(9) }).IsNow);
        Assert.True(BackupDue.Decide(facts with { Last = Now - TimeSpan.FromMinutes(2), Interval = TimeSpan.FromMinutes(1) }).IsNow);
    }

    [Fact]
    public void After_a_failure_each_other_member_has_its_turn_first()
    {
        var facts = Facts(TimeSpan.FromHours(7)) with { Failures = 1, FailedFor = TimeSpan.FromMinutes(6), Members = 3 };
        Assert.Equal(new(false, TimeSpan.Zero, "the last backup failed 6 min ago; this member tries again in 9 min"), BackupDue.Decide(facts));
        Assert.True(BackupDue.Decide(facts with { FailedFor = TimeSpan.FromMinutes(15) }).IsNow);
        Assert.True(3 * BackupDue.FirstPause >= 2 * BackupRunner.Handover);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(4, 40)]
    [InlineData(7, 320)]
    [InlineData(1000, 320)]
    public void Pauses_double_up_to_a_limit(int failures, int minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), BackupDue.Pause(failures, 1, Interval));

    [Fact]
    public void No_pause_is_longer_than_the_interval() => Assert.Equal(TimeSpan.FromMinutes(1), BackupDue.Pause(9, 3, TimeSpan.FromMinutes(1)));

    [Fact]
    public void A_clock_that_went_back_does_not_put_the_backup_off()
    {
        Assert.True(BackupDue.Decide(Facts(TimeSpan.FromHours(-7))).IsNow);
        Assert.False(BackupDue.Decide(Facts(TimeSpan.FromMinutes(-1))).IsNow);
    }

    private static BackupDueFacts Facts(TimeSpan? age) => new(Now, Interval, Now, age is { } old ? Now - old : null);
}
