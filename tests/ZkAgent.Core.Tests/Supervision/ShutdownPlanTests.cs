using Xunit;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Tests.Supervision;

public sealed class ShutdownPlanTests
{
    [Theory]
    [InlineData(60, 53, 55)]
    [InlineData(30, 23, 25)]
    [InlineData(15, 8, 10)]
    [InlineData(10, 3.75, 5)]
    [InlineData(3, 1.125, 1.5)]
    [InlineData(1, 0.375, 0.5)]
    [InlineData(0, 0, 0)]
    [InlineData(-5, 0, 0)]
    public void The_grace_period_is_shared_between_the_gate_ZooKeeper_and_us(double grace, double leaveBy, double killAt)
    {
        var plan = ShutdownPlan.Of(TimeSpan.FromSeconds(grace));

        Assert.Equal((TimeSpan.FromSeconds(leaveBy), TimeSpan.FromSeconds(killAt)), (plan.LeaveBy, plan.KillAt));
    }

    [Fact]
    public void However_short_the_instants_stay_in_order()
    {
        for (var milliseconds = 0; milliseconds <= 40_000; milliseconds += 50)
        {
            var plan = ShutdownPlan.Of(TimeSpan.FromMilliseconds(milliseconds));
            Assert.True(TimeSpan.Zero <= plan.LeaveBy && plan.LeaveBy <= plan.KillAt && plan.KillAt <= TimeSpan.FromMilliseconds(milliseconds), $"{milliseconds} ms: {plan}");
        }
    }
}
