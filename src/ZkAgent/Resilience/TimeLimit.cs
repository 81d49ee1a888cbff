using Polly;
using Polly.Timeout;

namespace ZkAgent.Resilience;

/// <summary>Runs work in a pipeline whose time limit the caller gives. An exceeded limit is an outcome, never an exception.</summary>
internal static class TimeLimit
{
    private static readonly ResiliencePropertyKey<TimeSpan> Given = new("limit");

    /// <summary>The timeout of a pipeline that <see cref="TryAsync"/> runs.</summary>
    public static TimeoutStrategyOptions ByCaller => new() { TimeoutGenerator = static arguments => new(arguments.Context.Properties.GetValue(Given, TimeSpan.Zero)) };

    /// <param name="pipeline">A pipeline with <see cref="ByCaller"/> in it.</param>
    /// <param name="limit">For all attempts together. If it is zero or less, no attempt is made.</param>
    /// <param name="work">The work; its token is cancelled when the limit is exceeded.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>The result or the exception; <see cref="TimeoutRejectedException"/> if the limit is exceeded.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static async Task<Outcome<T>> TryAsync<T>(
        this ResiliencePipeline pipeline, TimeSpan limit, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        // To Polly, zero is no limit.
        if (limit <= TimeSpan.Zero) return Outcome.FromException<T>(new TimeoutRejectedException(limit));
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellation);
        context.Properties.Set(Given, limit);
        try
        {
            var outcome = await pipeline.ExecuteOutcomeAsync(AttemptAsync, context, work).ConfigureAwait(false);
            if (outcome.Exception is OperationCanceledException) cancellation.ThrowIfCancellationRequested();
            return outcome;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>True if the limit was exceeded.</summary>
    public static bool IsTimeout<T>(this Outcome<T> outcome) => outcome.Exception is TimeoutRejectedException;

    private static async ValueTask<Outcome<T>> AttemptAsync<T>(ResilienceContext context, Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return Outcome.FromResult(await work(context.CancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            return Outcome.FromException<T>(exception);
        }
    }
}
