using Microsoft.Extensions.Logging;
using Polly.Timeout;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Text;
using ZkAgent.Resilience;

namespace ZkAgent.Launch;

/// <summary>Waits until our own name resolves to one of our addresses; never for the names of peers.</summary>
/// <remarks>ZooKeeper binds its election port to what its own name resolves to at the start, and peers dial that name.</remarks>
/// <param name="sample">Makes one look-up of the name.</param>
/// <param name="say">Receives each sentence about the wait.</param>
/// <param name="log">Takes the warning at the end of a wait in vain.</param>
internal sealed class OwnNameWait(Func<string, CancellationToken, Task<OwnName>> sample, Action<string> say, TimeProvider time, ILogger log)
{
    /// <summary>On Kubernetes the name is in /etc/hosts before we start: a first second of silence keeps the log free of what is not news.</summary>
    private static readonly TimeSpan FirstSentence = TimeSpan.FromSeconds(1);

    /// <summary>The longest that a pipeline takes; the wait begins again after it.</summary>
    private static readonly TimeSpan LongestLimit = TimeSpan.FromHours(24);

    private static readonly TimeSpan NextSentence = TimeSpan.FromSeconds(10);

    /// <summary>Returns true once the name is right, false when it was not in time: the start goes on in either case. With dynamic membership the wait has no end.</summary>
    /// <exception cref="OperationCanceledException">A stop was asked for.</exception>
    public async Task<bool> WaitAsync(LocalMember local, CancellationToken stop)
    {
        // An address of every interface, as lists of the official image have it, is no name: .NET refuses to look it up.
        if (local.Standalone || HostText.IsEveryInterface(local.Self.Host)) return true;
        // A leader whose own name resolved late can serve no session for ever (ZOOKEEPER-4708); a static member tells by its sessions.
        TimeSpan? limit = local.Pattern is null ? Pipelines.OwnNameLimit : null;
        var began = time.GetTimestamp();
        var sayAt = FirstSentence;
        var last = new OwnName(local.Self.Host, NameAnswer.NoAnswer);
        try
        {
            // WaitAsync: a look-up itself can't be cancelled (it is getaddrinfo on a thread of the pool), only the wait for it can.
            last = await Pipelines.OwnName(time, limit ?? LongestLimit, OnWrong).ExecuteAsync(async cancel => await sample(local.Self.Host, cancel).WaitAsync(cancel), stop);
            if (last.Answer == NameAnswer.Ours) return true;
        }
        catch (TimeoutRejectedException)
        {
            // Told below, as is a limit that is over in the moment of a look-up.
        }

        stop.ThrowIfCancellationRequested();
        if (limit is null) return await WaitAsync(local, stop);
        log.LogWarning("{Sentence}", last.GivenUp(Pipelines.OwnNameLimit));
        return false;

        void OnWrong(OwnName? name)
        {
            last = name ?? new(local.Self.Host, NameAnswer.NoAnswer);
            var waited = time.GetElapsedTime(began);
            if (waited < sayAt) return;
            say(last.Waiting(waited, limit));
            sayAt = waited + NextSentence;
        }
    }
}
