using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ZkAgent.CommandLine;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Restores;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Restores;
using ZkAgent.Volume;

namespace ZkAgent.Commands;

/// <summary><c>zkagent restore</c>: places a backup onto this member's empty volume while no agent runs; the data guard decides at the next start.</summary>
internal sealed class RestoreCommand(AgentSettings settings, LocalMember local, TimeProvider time, TextWriter output, TextWriter error)
{
    /// <param name="from">The backup; empty: the option is missing.</param>
    /// <param name="cut">Where it ends.</param>
    /// <param name="epochText">The epoch of the data; empty: the option is missing.</param>
    /// <param name="dryRun">Verifies, and writes nothing.</param>
    public int Run(string from, string cut, string epochText, bool dryRun)
    {
        if (from.Length == 0) return Fail("cannot restore: --from is missing; give the directory of a backup, --from=DIR", ExitCodes.WrongSettings);
        if (local.Pattern is not null) return Fail($"cannot restore onto one volume with {SettingCatalog.Membership.Name}=dynamic, because the list of members is made when the ensemble is founded; set {SettingCatalog.Restore.Name} instead", ExitCodes.WrongSettings);
        var directories = settings.Directories;
        var identities = new VolumeIdentityFile(directories);
        if (WhyNotEmpty(identities) is { } full) return Fail(full, ExitCodes.VolumeRefuses);
        var (backup, problem) = RestoreBackup.Read(Path.GetFullPath(from), cut, settings.Restore?.Name ?? SettingCatalog.RestoreName.Default, default);
        if (backup is null) return Fail(problem!, ExitCodes.No);
        output.WriteLine($"{backup.Words}; {local.Self.ShortName} (myid {local.Self.Id}), {directories.Data}{(directories.DataLog == directories.Data ? "" : $" and {directories.DataLog}")}");
        var least = backup.Stored.Manifest.Epoch + 1;
        var proposed = $"give --epoch={RestoreEpoch.At(backup.Stored.Manifest.Epoch, time.GetUtcNow())} on all members, the same number: with different epochs acknowledged writes can be lost";
        if (dryRun) return Done($"nothing was written, because of --dry-run; {proposed}");
        if (epochText.Length == 0) return Fail($"cannot restore: --epoch is missing; {proposed}", ExitCodes.WrongSettings);
        if (!long.TryParse(epochText, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) || epoch < least || epoch > int.MaxValue)
            return Fail($"cannot restore with --epoch={epochText}: expected a number from {least} to {int.MaxValue}; {proposed}", ExitCodes.WrongSettings);
        using var volumeLock = new VolumeLock(directories);
        try
        {
            if (volumeLock.TryTake() is { } inUse) return Fail($"cannot restore: another process holds the lock of {inUse}; stop the agent of this volume first", ExitCodes.VolumeRefuses);
            var placement = new RestorePlacement(directories, identities, time, NullLogger.Instance);
            if (Write(placement, backup, epoch, out var placed) is { } wrong) return Fail(wrong, ExitCodes.No);
            placement.Place(new(MemberData.Empty, null, "is empty"), placed!, local.Self, dynamic: false);
            placement.Commit(backup.Id, setting: null, local, epoch);
            return Done($"the data is placed up to 0x{placed!.Last:x} with epoch {epoch}; do the same with the same --epoch on all other members before any of them is started");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail($"cannot restore: {e.Message.TrimEnd('.')}; see that the volume is writable and not full", ExitCodes.VolumeRefuses);
        }
    }

    /// <returns>Why nothing was written; null where all of it was.</returns>
    private static string? Write(RestorePlacement placement, RestoreBackup backup, long epoch, out PlacedRestore? placed)
    {
        (placed, string? problem) = (null, null);
        try
        {
            (placed, problem) = placement.Write(backup, epoch);
        }
        finally
        {
            // What is half written would take the room of the next try.
            if (placed is null) placement.RemoveBegun();
        }
        return problem;
    }

    private string? WhyNotEmpty(VolumeIdentityFile identities)
    {
        var directories = settings.Directories;
        foreach (var directory in new[] { directories.Data, directories.DataLog }.Distinct())
        {
            if (!Directory.Exists(directory)) return $"cannot restore into {directory}: there is no such directory; set {SettingCatalog.DataDir.Name} and {SettingCatalog.DataLogDir.Name}";
            var version = $"{directory}/{DataFileName.Directory}";
            if (Directory.Exists(version) && Directory.EnumerateFileSystemEntries(version).Any()) return $"cannot restore into {directory}: {version} has files; give the member an empty volume";
        }
        return identities.Read() is { Known: { } known } ? $"cannot restore into {directories.Data}: its identity file says that it is {known.Name}'s; give the member an empty volume" : null;
    }

    private int Done(string sentence)
    {
        output.WriteLine(sentence);
        return ExitCodes.Ok;
    }

    private int Fail(string sentence, int code)
    {
        error.WriteLine($"zkagent: {sentence}");
        return code;
    }
}
