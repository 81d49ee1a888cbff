using Microsoft.Extensions.Logging;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;

namespace ZkAgent.Volume;

/// <summary>Makes the volume ready for a start: the marker only where an ensemble is founded, and nothing in the way.</summary>
internal sealed class VolumePreparation(LocalMember local, DirectorySettings directories, VolumeIdentityFile identities, InitializeMarker marker, TimeProvider time, ILogger log)
{
    /// <exception cref="IOException">The volume can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be written.</exception>
    public void Prepare(GuardAction action, LocalVolume volume)
    {
        if (volume.InTheWay.Count > 0)
            Tell(Quarantine.Execute(QuarantinePlan.Leftovers(directories.Data, directories.DataLog, volume.InTheWay, time.GetUtcNow())));
        // One volume of the two was lost alone: what is fetched now is whole, and the next start must not take it for the half that was left.
        if (action == GuardAction.Join && identities.Read().Known is { } known) identities.Write(known);
        if (action != GuardAction.Bootstrap) return;
        // The stamp first: an empty database without it counts as granted by nobody.
        identities.Write(new VolumeIdentity(local.Self.Id, local.Self.ShortName, null, Served: false, []));
        marker.Create();
    }

    /// <summary>Takes away a marker of an earlier start, or of another tool: it would be a vote that was not granted now, and peers are told of it.</summary>
    /// <exception cref="IOException">The volume can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be written.</exception>
    public void TakeMarkerAway()
    {
        if (marker.Delete()) log.LogInformation("Removed an initialize marker that an earlier start or another tool had left.");
    }

    /// <summary>Moves damaged data aside.</summary>
    public void SetAside() => Tell(Quarantine.Execute(QuarantinePlan.Everything(directories.Data, directories.DataLog, time.GetUtcNow())));

    /// <summary>Ends a move that an earlier start began: half of it is of use to nobody.</summary>
    public void EndUnfinishedMove()
    {
        if (QuarantineMark.Unfinished(VolumeReader.Quarantines(directories.Data)) is { } unfinished)
            Tell(Quarantine.Execute(QuarantinePlan.Everything(directories.Data, directories.DataLog, unfinished.Moved)));
    }

    /// <summary>Makes the volume ours because the operator says so; what it holds stays.</summary>
    public void TakeVolume()
    {
        if (identities.Take(local.Self) is { } said) Tell(said);
    }

    private void Tell(string sentence) => log.LogWarning("{Sentence}", sentence);
}
