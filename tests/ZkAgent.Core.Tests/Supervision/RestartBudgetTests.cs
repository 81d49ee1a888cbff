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
        var now = TimeSpan.FromHours(3);
        var budget = new RestartBudget(5, TimeSpan.FromMinutes(10));
        var over = new PastRestart(null, now - TimeSpan.FromMinutes(10));
        var inside = new PastRestart(null, over.At + TimeSpan.FromTicks(1));

        Assert.Equal(2, budget.Spent([over, inside, new(null, now)], null, now));
        Assert.Equal([inside, new(null, now)], budget.After([over, inside], null, now));
    }

    [Fact]
    public void Each_cause_is_counted_alone()
    {
        PastRestart[] restarts = [new(null, TimeSpan.Zero), new(RestartCause.JoinTimeout, TimeSpan.Zero), new(RestartCause.JoinTimeout, TimeSpan.Zero)];
        var budget = new RestartBudget(5, TimeSpan.FromMinutes(10));

        Assert.Equal((1, 2, 0), (budget.Spent(restarts, null, default), budget.Spent(restarts, RestartCause.JoinTimeout, default), budget.Spent(restarts, RestartCause.ForeignEnsemble, default)));
    }
}
