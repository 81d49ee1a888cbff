using Polly;
using Polly.Timeout;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Resilience;

/// <summary>Every retry, back-off and timeout of the agent: what it limits, and the reason for each figure.</summary>
/// <remarks>
/// A component builds its own pipeline once, so a one-shot command pays only for its own (the first one costs 0.9 ms and 0.5 MiB).
/// "By the caller": the caller passes the limit, because each caller can wait for a different time. The caller's constant documents it.
/// All pipelines are untyped: for each result type the native compiler generates Polly's generic code again (0.4 MB in all).
/// Not here: loops with an interval of their own (sampler, watchdogs). They neither retry nor limit anything.
/// </remarks>
internal static class Pipelines
{
    /// <summary>The limit for all look-ups of our own name. A headless service's record exists within seconds. If it does not, waiting longer does not help.</summary>
    public static readonly TimeSpan OwnNameLimit = TimeSpan.FromSeconds(30);

    /// <summary>The interval between two look-ups of our own name. The whole ensemble waits for the slowest member's name, and resolvers answer in a millisecond.</summary>
    public static readonly TimeSpan OwnNamePause = TimeSpan.FromMilliseconds(250);

    /// <summary>The interval between two rounds of <c>wait</c>: about the duration of an election. A shorter interval would not make it faster.</summary>
    public static readonly TimeSpan EnsembleWaitPause = TimeSpan.FromSeconds(1);

    /// <summary>The interval between two decisions of the departure gate: members come back in seconds.</summary>
    public static readonly TimeSpan DepartureGatePause = TimeSpan.FromMilliseconds(500);

    /// <summary>The interval between two looks at mounted files before a start: to read them costs a millisecond.</summary>
    public static readonly TimeSpan MountedFilesPause = TimeSpan.FromSeconds(5);

    /// <summary>The interval between two rounds of a member that leaves for good: of several that leave at once, one change is accepted at a time.</summary>
    public static readonly TimeSpan LeavingPause = TimeSpan.FromMilliseconds(250);

    /// <summary>The pause between the data guard's first rounds: a new ensemble waits for the last name to resolve, and for the round that confirms.</summary>
    private static readonly TimeSpan DataGuardFirst = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan DataGuardFirstFor = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan DataGuardFast = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan DataGuardSlow = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan DataGuardFastFor = TimeSpan.FromMinutes(1);

    /// <summary>The limit for one look-up of our own name. An unreachable resolver takes 10 s or more to fail, which is too long without a log line.</summary>
    private static readonly TimeSpan OwnNameLookup = TimeSpan.FromSeconds(2);

    /// <summary>Restarts of ZooKeeper in place, after the delay in the decision. The decision limits their number too: <see cref="RestartBudget"/>.</summary>
    public static ResiliencePipeline Restart(TimeProvider time) => Named("restart", time)
        .AddRetry(new()
        {
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = static decided => ValueTask.FromResult(decided.Outcome.Result is ExitDecision { RestartAfter: not null }),
            DelayGenerator = static decided => ValueTask.FromResult(((ExitDecision)decided.Outcome.Result!).RestartAfter),
        })
        .Build();

    /// <summary>Restarts of a supporting service that failed: after 1 s, doubling to 30 s, until the agent stops. ZooKeeper does not wait for it.</summary>
    /// <param name="onFailure">Called with each failure and the delay after it.</param>
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

    /// <summary>The wait until our own name resolves to us: look-ups of 2 s, 250 ms apart.</summary>
    /// <param name="limit">How long it may last.</param>
    /// <param name="onWrong">Called after each look-up that did not return our address; the argument is null if nothing came in time.</param>
    public static ResiliencePipeline OwnName(TimeProvider time, TimeSpan limit, Action<OwnName?> onWrong) => Named("own-name", time)
        .AddTimeout(limit)
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
    /// One four-letter word, by the caller. It is sent once more, within the same limit, if the connection was closed without an answer. That happens
    /// to healthy servers under load. If it is closed twice, the client connection limit is the cause, and more connections would make that worse.
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

    /// <summary>A request to another agent (<c>/member</c>, <c>/status</c>) or to our own, by the caller. No retry: the callers ask again at their next round.</summary>
    public static ResiliencePipeline AgentQuestion(TimeProvider time) => Limited("agent-question", time);

    /// <summary>A request to the API server of Kubernetes, by the client's constant. No retry: the callers ask again at their next round.</summary>
    public static ResiliencePipeline ApiRequest(TimeProvider time) => Limited("api-request", time);

    /// <summary>Whether a port of a peer accepts connections, by the caller. No retry: ZooKeeper logs each connection that sends nothing.</summary>
    public static ResiliencePipeline PortCheck(TimeProvider time) => Limited("port-check", time);

    /// <summary>A session of the agent's own, by the caller: a check, the ACL of the root, a change of the membership. No retry: each session is a write of the whole ensemble.</summary>
    public static ResiliencePipeline SessionCheck(TimeProvider time) => Limited("session-check", time);

    /// <summary>The connection to one of several addresses: an equal share of the whole limit, so that an unreachable address leaves time for the others.</summary>
    public static ResiliencePipeline Address(TimeProvider time) => Limited("address", time);

    /// <summary>How long a probe or a scrape waits for a shared sample, by the caller. The sample itself goes on after the limit.</summary>
    public static ResiliencePipeline SharedSample(TimeProvider time) => Limited("shared-sample", time);

    /// <summary>Whether a name exists, by the caller. A resolver answers at once for a missing name; a look-up over the limit leaves it unknown.</summary>
    public static ResiliencePipeline NameLookup(TimeProvider time) => Limited("name-lookup", time);

    /// <summary>The rounds of <c>zkagent wait</c>, until one returns an outcome.</summary>
    public static ResiliencePipeline EnsembleWait(TimeProvider time) => UntilResult("ensemble-wait", EnsembleWaitPause, time);

    /// <summary>
    /// The data guard's rounds before a start, until one decides: four a second, so that the guard does not delay the formation of an ensemble.
    /// After a minute it is one a second, because restoring a lost volume takes hours.
    /// </summary>
    public static ResiliencePipeline DataGuard(TimeProvider time)
    {
        var began = time.GetTimestamp();
        return Named("data-guard", time)
            .AddRetry(new()
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = static round => ValueTask.FromResult(round.Outcome is { Exception: null, Result: null }),
                DelayGenerator = _ => ValueTask.FromResult<TimeSpan?>(Pause(time.GetElapsedTime(began))),
            })
            .Build();

        static TimeSpan Pause(TimeSpan waited) => waited < DataGuardFirstFor ? DataGuardFirst : waited < DataGuardFastFor ? DataGuardFast : DataGuardSlow;
    }

    /// <summary>Looks at mounted files before a start, until they can be used: a Secret may come later, and the kubelet takes a minute to pass on its change.</summary>
    public static ResiliencePipeline MountedFiles(TimeProvider time) => UntilResult("mounted-files", MountedFilesPause, time);

    /// <summary>The departure gate's decisions, until one allows this member to leave, with its sentence.</summary>
    public static ResiliencePipeline DepartureGate(TimeProvider time) => UntilResult("departure-gate", DepartureGatePause, time);

    /// <summary>The rounds of a member that stops with dynamic membership, until it has left the configuration or is to pass the departure gate.</summary>
    public static ResiliencePipeline Leaving(TimeProvider time) => UntilResult("leaving", LeavingPause, time);

    /// <summary>One question to the API server of a member that stops, by the caller. The rounds of <see cref="Leaving"/> ask again.</summary>
    public static ResiliencePipeline WantedRange(TimeProvider time) => Limited("wanted-range", time);

    /// <summary>One wait at the departure gate, by the <see cref="ShutdownPlan"/>: ZooKeeper needs the rest of the grace period to end.</summary>
    public static ResiliencePipeline DeparturePassage(TimeProvider time) => Limited("departure-passage", time);

    /// <summary>ZooKeeper's end after SIGTERM, by the caller (in the agent by the <see cref="ShutdownPlan"/>). Then SIGKILL, before the kubelet kills the agent as well.</summary>
    public static ResiliencePipeline ProcessEnd(TimeProvider time) => Limited("process-end", time);

    /// <summary>Rounds until one has a result that is not null. After a timeout or a cancellation the result may be null.</summary>
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
