using Microsoft.Extensions.Logging;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Ensemble;

namespace ZkAgent.Volume;

/// <summary>Prepares the volume for a start: creates the marker only if the decision creates an ensemble, and moves blocking files aside.</summary>
/// <param name="image">ZooKeeper's version; null where it is not known.</param>
/// <param name="rootAcl">Marks a new ensemble whose root is for the users only; null: it stays open.</param>
internal sealed class VolumePreparation(CurrentMember local, DirectorySettings directories, VolumeIdentityFile identities, InitializeMarker marker, TimeProvider time, ILogger log, ZooKeeperVersion? image, RootAclMarker? rootAcl = null)
{
    /// <exception cref="IOException">The volume can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be written.</exception>
    public void Prepare(GuardDecision decision, LocalVolume volume)
    {
        if (decision.Action == GuardAction.Start && OlderImage.Warning(image, volume.VolumeIdentity?.ZooKeeper, "this volume last served with") is { } older) Tell(older);
        if (volume.InTheWay.Count > 0)
            Tell(Quarantine.Execute(QuarantinePlan.Leftovers(directories.Data, directories.DataLog, volume.InTheWay, time.GetUtcNow())));
        // A placed restore is out of the way by now. With its mark the data fetched now would count as nothing.
        // Only one of the two volumes was lost: the data fetched now is complete, and the next start must not count it as the remaining half.
        if (decision.Action == GuardAction.Join && identities.Read().Known is { } known) identities.Write(known with { Placed = null });
        if (decision.Action != GuardAction.Bootstrap) return;
        // The identity file first: without it an empty database does not count as initialized by a decision.
        identities.Write(new VolumeIdentity(local.Now.Self.Id, local.Now.Self.ShortName, null, Served: false, []) { IsDynamic = local.Now.Pattern is not null });
        // With an override there may be data elsewhere, and its root is as its users want it.
        if (decision.Override is null) rootAcl?.Create();
        marker.Create();
    }

    /// <summary>Deletes a marker of an earlier start or of another tool: it would be a vote without a decision, and peers would be told of it.</summary>
    /// <exception cref="IOException">The volume can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be written.</exception>
    public void DeleteMarker()
    {
        if (marker.Delete()) log.LogInformation("Removed an initialize marker that an earlier start or another tool had left.");
    }

    /// <summary>Moves damaged data aside.</summary>
    public void SetAside() => Tell(Quarantine.Execute(QuarantinePlan.Everything(directories.Data, directories.DataLog, time.GetUtcNow())));

    /// <summary>Completes a move that an earlier start began.</summary>
    public void EndUnfinishedMove()
    {
        if (QuarantineMark.Unfinished(VolumeReader.Quarantines(directories.Data)) is { } unfinished)
            Tell(Quarantine.Execute(QuarantinePlan.Everything(directories.Data, directories.DataLog, unfinished.Moved)));
    }

    /// <summary>Assigns the volume to this server, because the operator set the override. The data stays.</summary>
    public void TakeVolume()
    {
        if (identities.Take(local.Now.Self) is { } said) Tell(said);
    }

    private void Tell(string sentence) => log.LogWarning("{Sentence}", sentence);
}
