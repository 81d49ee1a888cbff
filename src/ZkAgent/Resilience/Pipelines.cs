using Polly;
using Polly.Timeout;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Resilience;

/// <summary>Every retry, back-off and time-out of the agent: what it bounds, and why by these figures.</summary>
/// <remarks>
/// Who uses a pipeline builds it, once, so that a one-shot command pays for its own only (the first one costs 0.9 ms and 0.5 MiB).
/// "By the caller": how long an answer is worth waiting for depends on who asks; the caller's constant says it, and why.
/// All are of any result: for each type of its own the native compiler makes Polly's generic code once more (0.4 MB in all).
/// Not here: loops that look at something at a pace of their own (sampler, watchdogs), which neither repeat nor bound anything.
/// </remarks>
internal static class Pipelines
{
    /// <summary>The wait for our own name as a whole. A headless service's record is there within seconds; a later one is a mistake that waiting does not mend.</summary>
    public static readonly TimeSpan OwnNameLimit = TimeSpan.FromSeconds(30);

    /// <summary>Between two look-ups of our own name: the start of the whole ensemble waits for the slowest member's, and resolvers answer in a millisecond.</summary>
    public static readonly TimeSpan OwnNamePause = TimeSpan.FromMilliseconds(250);

    /// <summary>Between two rounds of <c>wait</c>: about the time of an election, so asking more often would not make it faster.</summary>
    public static readonly TimeSpan EnsembleWaitPause = TimeSpan.FromSeconds(1);

    /// <summary>Between two decisions of the departure gate: members come back in seconds.</summary>
    public static readonly TimeSpan DepartureGatePause = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan DataGuardFast = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan DataGuardSlow = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan DataGuardFastFor = TimeSpan.FromMinutes(1);

    /// <summary>One look-up of our own name. A resolver that is away takes 10 s and more to say so, which is too long to say nothing.</summary>
    private static readonly TimeSpan OwnNameLookup = TimeSpan.FromSeconds(2);

    /// <summary>Restarts of ZooKeeper in place, after the delay that the decision says. How many is the decision's as well: <see cref="RestartBudget"/>.</summary>
    public static ResiliencePipeline Restart(TimeProvider time) => Named("restart", time)
        .AddRetry(new()
        {
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = static decided => ValueTask.FromResult(decided.Outcome.Result is ExitDecision { RestartAfter: not null }),
            DelayGenerator = static decided => ValueTask.FromResult(((ExitDecision)decided.Outcome.Result!).RestartAfter),
        })
        .Build();

    /// <summary>Starts of a supporting service that failed: after 1 s, doubling to 30 s, for as long as the agent runs. ZooKeeper does not wait for it.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="onFailure">Takes each failure and the delay after it.</param>
    public static ResiliencePipeline ServiceRestart(TimeProvider time, Action<Exception, TimeSpan> onFailure) => Named("service-restart", time)
        .AddRetry(new()
        {
            MaxRetryAttempts = int.MaxValue,
            Delay = RestartBudget.FirstDelay,
            MaxDelay = RestartBudget.LongestDelay,
            BackoffType = DelayBackoffType.Exponential,
            ShouldHandle = static run => ValueTask.FromResult(run.Outcome.Exception is not null),
            OnRetry = failed =>
            {
                onFailure(failed.Outcome.Exception!, failed.RetryDelay);
                return default;
            },
        })
        .Build();

    /// <summary>The wait until our own name resolves to us: look-ups of 2 s, 250 ms apart, for 30 s in all.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="onWrong">Takes each look-up that brought something else; null where it brought nothing in time.</param>
    public static ResiliencePipeline OwnName(TimeProvider time, Action<OwnName?> onWrong) => Named("own-name", time)
        .AddTimeout(OwnNameLimit)
        .AddRetry(new()
        {
            MaxRetryAttempts = int.MaxValue,
            Delay = OwnNamePause,
            ShouldHandle = static looked => ValueTask.FromResult(looked.Outcome is { Result: OwnName { Answer: not NameAnswer.Ours } } or { Exception: TimeoutRejectedException }),
            OnRetry = looked =>
            {
                onWrong((OwnName?)looked.Outcome.Result);
                return default;
            },
        })
        .AddTimeout(OwnNameLookup)
        .Build();

    /// <summary>
    /// One four-letter word, by the caller; asked once more, within the same limit, where the connection was closed unanswered. That happens
    /// to healthy servers under load. Closed twice it is the limit of client connections, and asking again would make that worse.
    /// </summary>
    public static ResiliencePipeline FourLetterWord(TimeProvider time) => Named("four-letter-word", time)
        .AddTimeout(TimeLimit.ByCaller)
        .AddRetry(new()
        {
            MaxRetryAttempts = 1,
            Delay = TimeSpan.Zero,
            ShouldHandle = static answered => ValueTask.FromResult(answered.Outcome.Result is FourLetterAnswer { Kind: AnswerKind.Empty or AnswerKind.Reset }),
        })
        .Build();

    /// <summary>A question to another agent (<c>/member</c>, <c>/status</c>) or to our own, by the caller. Not repeated: who asks comes again anyway.</summary>
    public static ResiliencePipeline AgentQuestion(TimeProvider time) => Limited("agent-question", time);

    /// <summary>Whether a port of a peer takes connections, by the caller. Not repeated: ZooKeeper logs each connection that says nothing.</summary>
    public static ResiliencePipeline PortCheck(TimeProvider time) => Limited("port-check", time);

    /// <summary>A session check, by the caller. Not repeated: each one is a write of the whole ensemble.</summary>
    public static ResiliencePipeline SessionCheck(TimeProvider time) => Limited("session-check", time);

    /// <summary>The connection to one address of several: an equal share of the whole limit, so that a dead address leaves time for the others.</summary>
    public static ResiliencePipeline Address(TimeProvider time) => Limited("address", time);

    /// <summary>How long a probe or a scrape waits for a look that others may wait for too, by the caller; the look itself goes on.</summary>
    public static ResiliencePipeline SharedSample(TimeProvider time) => Limited("shared-look", time);

    /// <summary>Whether a name exists, by the caller. A name that is not there is answered at once; one that takes longer is not known to be missing.</summary>
    public static ResiliencePipeline NameLookup(TimeProvider time) => Limited("name-lookup", time);

    /// <summary>The rounds of <c>zkagent wait</c>, until one brings the end.</summary>
    public static ResiliencePipeline EnsembleWait(TimeProvider time) => UntilResult("ensemble-wait", EnsembleWaitPause, time);

    /// <summary>
    /// The data guard's rounds of questions before a start, until one decides: four a second, so that forming does not wait for the guard,
    /// and after a minute one a second, because a lost volume takes hours to come back.
    /// </summary>
    public static ResiliencePipeline DataGuard(TimeProvider time)
    {
        var began = time.GetTimestamp();
        return Named("data-guard", time)
            .AddRetry(new()
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = static round => ValueTask.FromResult(round.Outcome is { Exception: null, Result: null }),
                DelayGenerator = _ => ValueTask.FromResult<TimeSpan?>(time.GetElapsedTime(began) < DataGuardFastFor ? DataGuardFast : DataGuardSlow),
            })
            .Build();
    }

    /// <summary>The departure gate's decisions, until one lets this member leave, with its sentence.</summary>
    public static ResiliencePipeline DepartureGate(TimeProvider time) => UntilResult("departure-gate", DepartureGatePause, time);

    /// <summary>A passage of the departure gate, by the <see cref="ShutdownPlan"/>: ZooKeeper needs the rest of the grace period to end.</summary>
    public static ResiliencePipeline DeparturePassage(TimeProvider time) => Limited("departure-passage", time);

    /// <summary>ZooKeeper's end after SIGTERM, by the caller: in the agent by the <see cref="ShutdownPlan"/>; then SIGKILL, before the kubelet sends one to us as well.</summary>
    public static ResiliencePipeline ProcessEnd(TimeProvider time) => Limited("process-end", time);

    /// <summary>Rounds until one has a result that is not null. A time-out or a cancellation meanwhile may leave null as well.</summary>
    private static ResiliencePipeline UntilResult(string name, TimeSpan pause, TimeProvider time) => Named(name, time)
        .AddRetry(new()
        {
            MaxRetryAttempts = int.MaxValue,
            Delay = pause,
            ShouldHandle = static round => ValueTask.FromResult(round.Outcome is { Exception: null, Result: null }),
        })
        .Build();

    private static ResiliencePipeline Limited(string name, TimeProvider time) => Named(name, time).AddTimeout(TimeLimit.ByCaller).Build();

    private static ResiliencePipelineBuilder Named(string name, TimeProvider time) => new() { Name = name, TimeProvider = time };
}
