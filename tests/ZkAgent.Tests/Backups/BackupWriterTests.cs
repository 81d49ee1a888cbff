using Xunit;
using ZkAgent.Backups;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Tests.Backups;

public sealed class BackupWriterTests
{
    private static readonly Zxid Last = new(0x3_0000_0100);

    [Theory]
    [InlineData(ServerMode.Follower, 0x3_0000_0200)]
    // Right after an election a follower says the old epoch; the barrier was the first write of the new one.
    [InlineData(ServerMode.Follower, 0x3_0000_0101)]
    public void A_copy_counts_where_nothing_changed(ServerMode mode, long zxid) =>
        Assert.Null(BackupWriter.Changed(Report(ServerMode.Follower, 0x2_0000_0050), Report(mode, zxid), Last));

    [Theory]
    [InlineData(ServerMode.Leader, 0x3_0000_0200)]
    [InlineData(ServerMode.Follower, 0x4_0000_0000)]
    [InlineData(ServerMode.Follower, 0x2_0000_0200)]
    public void A_copy_is_abandoned_where_role_or_epoch_changed(ServerMode mode, long zxid)
    {
        var failure = BackupWriter.Changed(Report(ServerMode.Follower, 0x3_0000_0050), Report(mode, zxid), Last);

        Assert.Equal(BackupFailureReason.LeaderChanged, failure?.Reason);
        Assert.StartsWith("cannot use the copy: the follower of epoch 3 is ", failure!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_is_abandoned_where_the_member_stopped_to_serve() =>
        Assert.Equal(BackupFailureReason.NotServing, BackupWriter.Changed(Report(ServerMode.Leader, 1), null, Last)?.Reason);

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

    private static ServerReport Report(ServerMode mode, long zxid) => new() { Mode = mode, Zxid = new(zxid) };
}
