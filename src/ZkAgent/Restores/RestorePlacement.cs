using Microsoft.Extensions.Logging;
using ZkAgent.Backups;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Restores;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Files;
using ZkAgent.Volume;

namespace ZkAgent.Restores;

/// <summary>Puts a backup's data onto a blank volume, so that the agent can be killed after any step.</summary>
/// <remarks>
/// The data is written next to version-2 first. Then the identity files say that a restore is placed; until ZooKeeper may start, they make the volume
/// count as empty whatever lies on it. The last step renames the directory of the snapshots: before it the volume is blank, and
/// the next agent begins again.
/// </remarks>
internal sealed class RestorePlacement(DirectorySettings directories, VolumeIdentityFile identities, TimeProvider time, ILogger log)
{
    /// <summary>Where the data is written before it becomes version-2.</summary>
    private const string Begun = ".restore";

    private string Data => $"{directories.Data}/{Begun}";
    private string Log => $"{directories.DataLog}/{Begun}";
    private bool IsApart => directories.DataLog != directories.Data;

    /// <summary>Writes the backup's files and the epochs next to the volume's data. Does not touch the volume's own files, so it may run while peers are answered.</summary>
    /// <returns>What was written, or why nothing was: a sentence that begins "cannot".</returns>
    /// <exception cref="IOException">The volume can't be written, or the backup can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be written.</exception>
    public (PlacedRestore? Placed, string? Problem) Write(RestoreBackup backup) => Write(backup, given: null);

    /// <inheritdoc cref="Write(RestoreBackup)"/>
    /// <param name="given">The epoch; null: by the clock.</param>
    public (PlacedRestore? Placed, string? Problem) Write(RestoreBackup backup, long? given)
    {
        RemoveBegun();
        DurableFiles.MakeDirectory(Data);
        DurableFiles.MakeDirectory(Log);
        var extracted = BackupExtraction.Extract(backup.Stored, backup.Cut, Data, Log);
        if (extracted.Last is not { } last) return (null, extracted.Problem ?? "cannot restore a backup without a transaction");
        var epoch = given ?? RestoreEpoch.At(Math.Max(backup.Stored.Manifest.Epoch, last.Epoch), time.GetUtcNow());
        WriteEpoch(Data, epoch);
        return (new(backup.Id, last.Value), null);
    }

    /// <summary>Makes what was written the volume's data. The volume still has no vote. Called on the volume's thread.</summary>
    /// <param name="volume">The volume as it is now.</param>
    /// <param name="placed">What was written.</param>
    /// <param name="self">Whose volume it is.</param>
    /// <param name="dynamic">True with dynamic membership.</param>
    /// <exception cref="IOException">The volume can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be written.</exception>
    public void Place(LocalVolume volume, PlacedRestore placed, EnsembleServer self, bool dynamic)
    {
        foreach (var step in Steps(volume, placed, self, dynamic)) step();
    }

    /// <summary>The steps of <see cref="Place"/>. After each of them the volume is safe to find at the next start.</summary>
    public IReadOnlyList<Action> Steps(LocalVolume volume, PlacedRestore placed, EnsembleServer self, bool dynamic)
    {
        // Served stays: without the restore the volume is one that lost its data.
        var served = identities.Read().Known?.Served ?? false;
        return
        [
            () => SetAside(volume),
            () => identities.Write(new(self.Id, self.ShortName, null, served, []) { Placed = placed, IsDynamic = dynamic }),
            .. IsApart ? [() => DurableFiles.Move(Log, $"{directories.DataLog}/{DataFileName.Directory}")] : Array.Empty<Action>(),
            () => DurableFiles.Move(Data, $"{directories.Data}/{DataFileName.Directory}"),
        ];
    }

    /// <summary>Makes the placed data this member's own: from now on it has a vote in the restored ensemble. Called on the volume's thread.</summary>
    /// <param name="restore">The restore.</param>
    /// <param name="setting">The settings that asked for it; null where a command did.</param>
    /// <param name="local">Our place; its participants are those of the new ensemble.</param>
    /// <param name="epoch">The epoch that all members of the restore get.</param>
    /// <exception cref="IOException">The volume can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be written.</exception>
    public void Commit(EnsembleId restore, string? setting, LocalMember local, long epoch)
    {
        WriteEpoch($"{directories.Data}/{DataFileName.Directory}", epoch);
        identities.Write(new(local.Self.Id, local.Self.ShortName, restore, Served: true, [.. local.Topology.Participants.Select(p => p.Id)])
        {
            Rule = local.Topology.Rule, IsDynamic = local.Pattern is not null, Configuration = local.Pattern is null ? null : 0, Restored = setting,
        });
    }

    /// <summary>acceptedEpoch first: it must not be lower than currentEpoch.</summary>
    private static void WriteEpoch(string directory, long epoch)
    {
        foreach (var name in (ReadOnlySpan<string>)[EpochFacts.AcceptedName, EpochFacts.CurrentName])
            FileWriter.Write(new RenderedFile($"{directory}/{name}", $"{epoch}") { Lasting = true });
    }

    /// <summary>Removes what a restore that did not come to its end has written. It is a copy of the backup.</summary>
    /// <exception cref="IOException">It can't be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be removed.</exception>
    public void RemoveBegun()
    {
        foreach (var begun in (ReadOnlySpan<string>)[Data, Log])
            if (Directory.Exists(begun)) Directory.Delete(begun, recursive: true);
    }

    private void SetAside(LocalVolume volume)
    {
        foreach (var directory in (ReadOnlySpan<string>)[directories.DataLog, directories.Data])
        {
            var version = $"{directory}/{DataFileName.Directory}";
            if (Directory.Exists(version) && !Directory.EnumerateFileSystemEntries(version).Any()) Directory.Delete(version);
        }
        var now = time.GetUtcNow();
        var damaged = volume.Data is MemberData.Damaged || volume.Data is MemberData.Lost && volume.VolumeIdentity is not { Placed: not null };
        var plan = damaged ? QuarantinePlan.Everything(directories.Data, directories.DataLog, now) : QuarantinePlan.Replaced(directories.Data, directories.DataLog, now);
        if (plan.Moves.Any(m => Path.Exists(m.From))) log.LogWarning("{Sentence}", Quarantine.Execute(plan));
    }
}
