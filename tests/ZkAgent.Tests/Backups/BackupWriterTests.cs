using Xunit;
using ZkAgent.Backups;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Tests.Backups;

public sealed class BackupWriterTests
{
    [Theory]
    [InlineData(ServerMode.Follower, "3")]
    [InlineData(ServerMode.Standalone, null)]
    public void A_copy_counts_where_nothing_changed(ServerMode mode, string? epoch) =>
        Assert.Null(BackupWriter.Changed(mode, epoch, Report(mode), epoch));

    [Theory]
    [InlineData(ServerMode.Leader, "3")]
    // A follower of the next leader: what the log had beyond the election may have been discarded.
    [InlineData(ServerMode.Follower, "4")]
    public void A_copy_is_abandoned_where_role_or_epoch_changed(ServerMode mode, string epoch)
    {
        var failure = BackupWriter.Changed(ServerMode.Follower, "3", Report(mode), epoch);

        Assert.Equal(BackupFailureReason.LeaderChanged, failure?.Reason);
        Assert.StartsWith("cannot use the copy: the follower of epoch 3 is ", failure!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_is_abandoned_where_the_member_stopped_to_serve() =>
        Assert.Equal(BackupFailureReason.NotServing, BackupWriter.Changed(ServerMode.Leader, "1", null, "1")?.Reason);

    [Fact]
    public void Without_a_session_the_copy_needs_what_any_member_has_applied()
    {
        // The follower told its client of the write before the leader applied it itself.
        Assert.Equal(0x3_0000_0102, BarrierSession.Target([new(0x3_0000_0100), new(0x3_0000_0102)]));
        // After an election the leader's zxid is no record.
        Assert.Null(BarrierSession.Target([new(0x4_0000_0000), new(0x3_0000_0102)]));
    }

    [Fact]
    public void The_rate_delays_what_is_read_too_early()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var rate = new ReadRate(1000, time);
        rate.Count(10, TestContext.Current.CancellationToken);
        var waiting = Task.Run(() => rate.Count(990, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.False(waiting.IsCompleted);
        Assert.True(SpinWait.SpinUntil(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            return waiting.IsCompleted;
        }, TimeSpan.FromSeconds(20)));
        Assert.True(time.GetUtcNow() - time.Start >= TimeSpan.FromSeconds(1));
    }

    private static ServerReport Report(ServerMode mode) => new() { Mode = mode };
}
