using Microsoft.Extensions.Logging;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Restores;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Ensemble;

namespace ZkAgent.Restores;

/// <summary>Carries out what was decided about a restore.</summary>
/// <param name="local">Our place.</param>
/// <param name="settings">What the operator asks for; null: nothing.</param>
/// <param name="source">The backup.</param>
/// <param name="placement">Writes to the volume.</param>
/// <param name="progress">Takes each verdict.</param>
internal sealed class RestoreSteps(CurrentMember local, RestoreSettings? settings, RestoreSource source, RestorePlacement placement, RestoreProgress progress, ILogger log)
{
    /// <inheritdoc cref="RestoreSource.For"/>
    public RestoreRequest? For(LocalVolume volume) => source.For(volume);

    public void Show(RestoreVerdict? verdict) => progress.Show(verdict);

    /// <summary>Writes the backup next to the volume's data.</summary>
    /// <exception cref="IOException">It can't be written or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be written.</exception>
    public async Task<PlacedRestore> WriteAsync(CancellationToken stop)
    {
        var (placed, problem) = await Task.Run(() => placement.Write(source.Backup!), stop).WaitAsync(stop).ConfigureAwait(false);
        return placed ?? throw new IOException(problem);
    }

    /// <summary>Makes what was written the volume's data, unless the volume has data by now.</summary>
    /// <param name="volume">The volume as it is now.</param>
    public void Place(LocalVolume volume, PlacedRestore written)
    {
        if (volume.Data == MemberData.Data) return;
        placement.Place(volume, written, local.Now.Self, dynamic: local.Now.Pattern is not null);
        log.LogInformation("{Sentence}", $"The data of restore {written.Restore.Abbreviated} is placed, up to 0x{written.Last:x}.");
    }

    /// <summary>Makes the placed data this member's own.</summary>
    /// <param name="epoch">The epoch that all members of the restore get.</param>
    public void Commit(long epoch) => placement.Commit(source.Announced!, settings!.Text, local.Now, epoch);

    /// <inheritdoc cref="RestorePlacement.RemoveBegun"/>
    public void RemoveBegun() => placement.RemoveBegun();
}
