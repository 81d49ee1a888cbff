using Xunit;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Tests.Supervision;

public sealed class RestartBudgetTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(4, 16)]
    [InlineData(5, 30)]
    [InlineData(6, 30)]
    [InlineData(64, 30)]
    [InlineData(1000, 30)]
    public void The_delay_doubles_up_to_half_a_minute(int spent, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RestartBudget.DelayAfter(spent));

    [Fact]
    public void A_restart_counts_until_the_window_is_over()
    {
        var now = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
        var budget = new RestartBudget(5, TimeSpan.FromMinutes(10));
        var inside = now - TimeSpan.FromMinutes(10) + TimeSpan.FromTicks(1);

        Assert.Equal([inside, now], budget.Spent([now - TimeSpan.FromMinutes(10), inside, now], now));
    }
}
