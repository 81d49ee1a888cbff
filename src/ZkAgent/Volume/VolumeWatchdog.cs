using Microsoft.Extensions.Logging;
using ZkAgent.Hosting;

namespace ZkAgent.Volume;

/// <summary>Reads a small file of the data volume every few seconds, so that a hang is noticed without other requests. Logs when a hang begins and ends.</summary>
/// <param name="identities">What is read.</param>
/// <param name="thread">The volume's thread.</param>
/// <param name="silence">The sentence of a silence; null while there is none.</param>
/// <param name="log">Takes the sentences.</param>
internal sealed class VolumeWatchdog(VolumeIdentityFile identities, VolumeThread thread, Func<string?> silence, TimeProvider time, ILogger log) : ISupportingService
{
    public string Name => "volume-watch";

    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken stopping)
    {
        Task asked = Task.CompletedTask;
        var silent = false;
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
        {
            var sentence = silence();
            if (sentence is not null && !silent) log.LogWarning("{Sentence}", $"{sentence}; ZooKeeper may not be able to write. See the storage that the volume comes from.");
            if (sentence is null && silent) log.LogInformation("The data volume answers again.");
            silent = sentence is not null;
            // One question at a time: a second one would show nothing more.
            if (!asked.IsCompleted) continue;
            await asked.ConfigureAwait(false);
            asked = thread.RunAsync(identities.Read, stopping);
        }
    }
}
