using Xunit;

namespace ZkAgent.ContainerTests.Containers;

/// <summary>Awaits a condition of the outside world, which has no event to subscribe to.</summary>
internal static class Poll
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <param name="condition">What must come true.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="otherwise">What to say when it did not.</param>
    public static async Task Until(Func<Task<bool>> condition, TimeSpan limit, Func<Task<string>> otherwise)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Pause);
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > limit) Assert.Fail($"not within {limit.TotalSeconds:0} s: {await otherwise()}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
