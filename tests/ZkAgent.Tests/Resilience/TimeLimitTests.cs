using Xunit;
using ZkAgent.Resilience;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Resilience;

public sealed class TimeLimitTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly ObservedTime _time = new();

    [Fact]
    public async Task A_result_in_time_is_the_outcome()
    {
        var outcome = await Pipelines.NameLookup(_time).TryAsync(Limit, _ => Task.FromResult("found"), TestContext.Current.CancellationToken);
        Assert.Equal(("found", false), (outcome.Result, outcome.IsTimeout()));
    }

    [Fact]
    public async Task An_exception_is_the_outcome()
    {
        var outcome = await Pipelines.NameLookup(_time).TryAsync<string>(Limit, _ => throw new InvalidOperationException("a fault"), TestContext.Current.CancellationToken);
        Assert.IsType<InvalidOperationException>(outcome.Exception);
    }

    [Fact]
    public async Task A_limit_that_is_over_is_the_outcome_and_the_work_is_told()
    {
        var told = false;
        var trying = Pipelines.NameLookup(_time).TryAsync(Limit, async over =>
        {
            over.Register(() => told = true);
            await Task.Delay(Timeout.Infinite, over);
            return "never";
        }, TestContext.Current.CancellationToken);
        await _time.UntilTimerAsync(Limit);
        _time.Advance(Limit - TimeSpan.FromMilliseconds(1));
        Assert.False(trying.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True((await trying).IsTimeout());
        Assert.True(told);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task Where_no_time_is_left_nothing_is_tried(int seconds) => Assert.True(
        (await Pipelines.NameLookup(_time).TryAsync<string>(TimeSpan.FromSeconds(seconds), _ => throw new InvalidOperationException("tried"), TestContext.Current.CancellationToken)).IsTimeout());

    [Fact]
    public async Task The_callers_own_cancellation_throws()
    {
        using var cancel = new CancellationTokenSource();
        var trying = Pipelines.NameLookup(_time).TryAsync(Limit, async over =>
        {
            await Task.Delay(Timeout.Infinite, over);
            return "never";
        }, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trying);
    }
}
