using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.DataGuard;

public sealed class GuardOverridesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly OverrideSettings Given = new() { Bootstrap = null, Volume = null, Damaged = null };

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(24 * 60, true)]
    [InlineData(24 * 60 + 1, false)]
    public void An_override_holds_until_its_moment_and_never_for_more_than_a_day(int minutes, bool holds)
    {
        var until = Now.AddMinutes(minutes);
        Assert.Equal(new(holds, false, false), GuardOverrides.At(Given with { Bootstrap = until }, Now, GuardOverrides.None));
        Assert.Equal(new(false, holds, false), GuardOverrides.At(Given with { Volume = until }, Now, GuardOverrides.None));
        Assert.Equal(new(false, false, holds), GuardOverrides.At(Given with { Damaged = until }, Now, GuardOverrides.None));
    }

    [Fact]
    public void One_that_acted_is_used_up_and_the_others_are_not()
    {
        var all = new OverrideSettings { Bootstrap = Now.AddHours(1), Volume = Now.AddHours(1), Damaged = Now.AddHours(1) };
        Assert.Equal(new(false, true, true), GuardOverrides.At(all, Now, GuardOverrides.None.With(GuardOverride.Bootstrap)));
        Assert.Equal(new(true, false, true), GuardOverrides.At(all, Now, GuardOverrides.None.With(GuardOverride.Volume)));
        Assert.Equal(new(true, true, false), GuardOverrides.At(all, Now, GuardOverrides.None.With(GuardOverride.Damaged)));
        Assert.Equal(new(false, true, false), GuardOverrides.At(all, Now, GuardOverrides.None.With(GuardOverride.Bootstrap).With(GuardOverride.Damaged)));
    }

    [Fact]
    public void One_that_would_hold_for_longer_is_a_problem_and_one_that_is_over_is_told()
    {
        var forgotten = Given with { Bootstrap = Now.AddDays(2), Volume = Now.AddHours(-1) };
        var problem = Assert.Single(GuardOverrides.TooLong(forgotten, Now));
        Assert.Contains("ZK_FORCE_BOOTSTRAP", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains("at most a day ahead of now (2026-11-21T12:00:00Z)", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains("ZK_FORCE_VOLUME=2026-11-21T11:00:00Z is over and has no effect; remove it", GuardOverrides.Sentences(forgotten, Now));
    }
}
