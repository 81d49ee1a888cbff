using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Launch;

namespace ZkAgent.Launch;

/// <summary>Waits until our own name resolves to one of our addresses; never for the names of peers.</summary>
/// <remarks>ZooKeeper binds its election port to what its own name resolves to at the start, and peers dial that name.</remarks>
/// <param name="look">One look at the name.</param>
/// <param name="say">Takes each sentence about the wait.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Takes the warning at the end of a wait in vain.</param>
internal sealed class OwnNameWait(Func<string, CancellationToken, Task<OwnName>> look, Action<string> say, TimeProvider time, ILogger log)
{
    /// <summary>A headless service's record is there within seconds. One that is not after this long is a mistake that waiting does not mend.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Short, because the start of the whole ensemble waits for the slowest member's name; resolvers answer in a millisecond.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>On Kubernetes the name is in /etc/hosts before we start: a first second of silence keeps the log free of what is not news.</summary>
    private static readonly TimeSpan FirstSentence = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan NextSentence = TimeSpan.FromSeconds(10);

    /// <summary>A resolver that is away takes 10 s and more to say so, which is too long to say nothing.</summary>
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(2);

    /// <summary>Returns true once the name is right, false when it was not in time: the start goes on in either case.</summary>
    /// <exception cref="OperationCanceledException">A stop was asked for.</exception>
    public async Task<bool> WaitAsync(Seat seat, CancellationToken stop)
    {
        if (seat.Standalone) return true;
        var began = time.GetTimestamp();
        var sayAt = FirstSentence;
        var last = new OwnName(seat.Self.Host, NameAnswer.NoAnswer);
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);

        var pipeline = new ResiliencePipelineBuilder<OwnName> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<OwnName>
            {
                MaxRetryAttempts = int.MaxValue,
                Delay = Pause,
                ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome.Result is not { Answer: NameAnswer.Ours }),
                OnRetry = outcome =>
                {
                    last = outcome.Outcome.Result ?? last;
                    var waited = time.GetElapsedTime(began);
                    if (waited >= sayAt)
                    {
                        say(last.Waiting(waited, Limit));
                        sayAt = waited + NextSentence;
                    }

                    return default;
                },
            })
            .Build();
        try
        {
            last = await pipeline.ExecuteAsync(async token => await LookAsync(seat.Self.Host, token), either.Token);
            if (last.Answer == NameAnswer.Ours) return true;
        }
        catch (OperationCanceledException)
        {
            // The time is up, or a stop was asked for: told apart below.
        }

        stop.ThrowIfCancellationRequested();
        log.LogWarning("{Sentence}", last.GivenUp(Limit));
        return false;
    }

    private async Task<OwnName> LookAsync(string host, CancellationToken cancel)
    {
        try
        {
            return await look(host, cancel).WaitAsync(LookLimit, time, cancel);
        }
        catch (TimeoutException)
        {
            return new(host, NameAnswer.NoAnswer);
        }
    }
}
