using Xunit;

namespace ZkAgent.Tests.Fakes;

/// <summary>Awaits a condition of the outside world, which has no event to subscribe to.</summary>
internal static class Poll
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="reached">What must come true.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="otherwise">What to say when it did not.</param>
    public static async Task UntilAsync(Func<bool> reached, TimeSpan limit, Func<string> otherwise)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Pause);
        while (!reached())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < limit, $"not within {limit.TotalSeconds} s: {otherwise()}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
