using Microsoft.Extensions.Logging;
using ZkAgent.CommandLine;
using ZkAgent.Composition;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Text;
using ZkAgent.Hosting;

namespace ZkAgent.Commands;

/// <summary>Prepares the run on a thread of its own: it touches the volumes, and a volume that hangs must delay neither a stop nor the reason in the log.</summary>
/// <remarks>HTTP answers only after it. So it ends after a limit, with a reason that the kubelet shows.</remarks>
/// <param name="prepare">Prepares, and passes on the termination log as soon as it is known.</param>
/// <param name="stop">Where a stop is asked for.</param>
/// <param name="log">Takes the reason.</param>
internal sealed class TimedPreparation(Func<Action<TerminationLog>, (RunPlan? Plan, int Refused)> prepare, StopRequests stop, TimeProvider time, ILogger log)
{
    /// <summary>For the whole preparation. It takes a few milliseconds on a disk and seconds on a slow network volume.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>The most that a preparation needs after a stop request if it does not hang: the run itself then carries out the stop.</summary>
    public static readonly TimeSpan AfterStop = TimeSpan.FromSeconds(1);

    /// <returns>The plan; null, and the exit code, where there is nothing to run.</returns>
    public async Task<(RunPlan? Plan, int Refused)> RunAsync()
    {
        TerminationLog? terminationMessage = null;
        var preparing = Task.Factory.StartNew(
            () => prepare(settled => Volatile.Write(ref terminationMessage, settled)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        using var over = new CancellationTokenSource();
        var limit = Task.Delay(Limit, time, over.Token);
        if (await Task.WhenAny(preparing, stop.Asked, limit).ConfigureAwait(false) == stop.Asked)
            await Task.WhenAny(preparing, Task.Delay(AfterStop, time, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        if (preparing.IsCompleted) return await preparing.ConfigureAwait(false);

        if (stop.First is { } request)
        {
            log.LogWarning("{Sentence}", $"Stopped, asked by {request.By}, while a volume did not answer: exiting with code {ExitCodes.Ok}.");
            return (null, ExitCodes.Ok);
        }
        var sentence = $"cannot make the volumes ready ({SettingCatalog.DataDir.Name}, {SettingCatalog.DataLogDir.Name}, {SettingCatalog.ConfDir.Name}): no answer for {DurationFormat.Duration(Limit)}; see the storage that they come from";
        log.LogError("{Sentence}", sentence);
        Volatile.Read(ref terminationMessage)?.Write(sentence);
        return (null, ExitCodes.VolumeRefuses);
    }
}
