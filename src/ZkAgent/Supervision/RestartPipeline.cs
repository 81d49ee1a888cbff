using Polly;
using Polly.Retry;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Supervision;

/// <summary>Runs again for as long as the decision says so, after the delay that it says.</summary>
internal static class RestartPipeline
{
    public static ResiliencePipeline<ExitDecision> Create(TimeProvider time) =>
        new ResiliencePipelineBuilder<ExitDecision> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<ExitDecision>
            {
                // The budget is the decision's, not the pipeline's.
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome.Result is { RestartAfter: not null }),
                DelayGenerator = static outcome => ValueTask.FromResult(outcome.Outcome.Result!.RestartAfter),
            })
            .Build();
}
