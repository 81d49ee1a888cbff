using ZkAgent.CommandLine;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Files;
using ZkAgent.Native;
using ZkAgent.Volume;

namespace ZkAgent.Rendering;

/// <summary>The outcome of preparing: what was done, or why nothing was.</summary>
/// <param name="ExitCode">0, or the code to end with.</param>
/// <param name="Problems">Every reason to stop; empty when there is none.</param>
/// <param name="Said">What was done, a sentence a step.</param>
internal sealed record ConfigurationOutcome(int ExitCode, IReadOnlyList<string> Problems, IReadOnlyList<string> Said)
{
    /// <summary>True only if the volume was taken because of the operator's override.</summary>
    public bool TookVolume { get; init; }
}

/// <summary>Writes the settings to the disk: checks every directory first, then writes everything or nothing.</summary>
internal static class ConfigurationWriter
{
    /// <param name="local">Our place in the ensemble.</param>
    /// <param name="podName">This host's name.</param>
    /// <param name="configuration">The files for ZooKeeper. None of them replaces a file that the agent did not write.</param>
    /// <param name="overrides">The operator's overrides in force now.</param>
    public static ConfigurationOutcome Prepare(AgentSettings settings, LocalMember local, string podName, IReadOnlyList<RenderedFile> configuration, GuardOverrides overrides)
    {
        var directories = settings.Directories;
        var volume = new[]
        {
            DataVolume.CheckWritable(directories.Data, SettingCatalog.DataDir),
            DataVolume.CheckWritable(directories.DataLog, SettingCatalog.DataLogDir),
        }.OfType<string>().ToList();
        string[] conf = [.. configuration.Select(f => Path.GetDirectoryName(f.Path)!).Distinct().Select(directory => Blocked(directory, directories)).OfType<string>()];
        var decision = volume.Count > 0 ? default : Decide(directories, local.Self.Id, podName);
        var identities = new VolumeIdentityFile(directories);
        var found = volume.Count > 0 ? new(VolumeIdentityCopy.Missing, null) : identities.Read();
        var strange = WhyRefused(identities, found, local.Self);
        var refusal = decision.Action == MyIdAction.Refuse ? decision.Sentence : strange;
        var taken = refusal is not null && overrides.Volume;
        if (taken) decision = new(MyIdAction.Write, $"{refusal}: it is taken nevertheless, because {SettingCatalog.ForceVolume.Name} says so");
        else if (refusal is not null) volume.Add(refusal);
        if (conf.Length > 0 || volume.Count > 0)
            return new(volume.Count > 0 ? ExitCodes.VolumeRefuses : ExitCodes.WrongSettings, [.. volume, .. conf], []);

        var files = decision.Action == MyIdAction.Write ? [.. configuration, MyIdFile.Render(directories, local.Self.Id)] : configuration;
        var outcome = Write(files, [.. new[] { decision.Sentence, found.Warning is { } lost ? $"{lost}; the other copy counts, and it is written again once this member serves" : "" }.Where(s => s.Length > 0)]);
        if (!taken || outcome.ExitCode != ExitCodes.Ok) return outcome;
        return strange is null ? outcome with { TookVolume = true } : Take(identities, local.Self, outcome);
    }

    /// <summary>Why a directory for the agent's files cannot be written to; null where it can.</summary>
    private static string? Blocked(string directory, DirectorySettings directories)
    {
        if (directory == directories.Membership) return DataVolume.CheckWritable(directory, SettingCatalog.DataDir);
        if (directory == directories.Generated) return DataVolume.CheckWritable(directory, SettingCatalog.RunDir);
        if (DataVolume.CheckWritable(directory, SettingCatalog.ConfDir) is not { } problem) return null;
        return $"{problem}, or set {SettingCatalog.RunDir.Name} to a directory that can be written to, such as an emptyDir: the files for ZooKeeper are written there then";
    }

    private static ConfigurationOutcome Take(VolumeIdentityFile identities, EnsembleServer self, ConfigurationOutcome outcome)
    {
        try
        {
            return outcome with { TookVolume = true, Said = identities.Take(self) is { } said ? [.. outcome.Said, said] : outcome.Said };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(ExitCodes.VolumeRefuses, [$"cannot write {identities.Path}: {e.Message.TrimEnd('.')}; see that the volume is writable and not full"], outcome.Said);
        }
    }

    /// <summary>Why the identity files do not allow this server to use the volume; null if they do.</summary>
    private static string? WhyRefused(VolumeIdentityFile identities, VolumeIdentityCopies found, EnsembleServer self) =>
        found.Problem ?? WhyRefused(found.Data, identities.Path, self) ?? WhyRefused(found.Log, identities.LogPath, self);

    private static string? WhyRefused(VolumeIdentityCopy? found, string? path, EnsembleServer self) =>
        found?.VolumeIdentity is { } identity ? VolumeIdentityVerdict.WhyRefused(identity, self, path!) : null;

    private static MyIdDecision Decide(DirectorySettings directories, ServerId ours, string podName)
    {
        var path = MyIdFile.PathIn(directories);
        try
        {
            if (Directory.Exists(path)) return new(MyIdAction.Refuse, $"cannot use data dir {directories.Data}: {path} is a directory; remove it");
            return MyIdDecision.Decide(File.Exists(path) ? File.ReadAllText(path) : null, DataVolume.HasData(directories), ours, podName, directories.Data);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(MyIdAction.Refuse, $"cannot use data dir {directories.Data}: {e.Message.TrimEnd('.')}; let the agent's user, {LibC.EffectiveUser()}, read all of it");
        }
    }

    /// <summary>Writes files under one directory, wherever their paths would have put them.</summary>
    public static ConfigurationOutcome WriteInto(string directory, IReadOnlyList<RenderedFile> files)
    {
        try { Directory.CreateDirectory(directory); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(ExitCodes.No, [$"cannot write to {directory} (--output): {e.Message}"], []);
        }
        return Write([.. files.Select(f => f with { Path = Path.Combine(directory, Path.GetFileName(f.Path)) })], []);
    }

    private static ConfigurationOutcome Write(IReadOnlyList<RenderedFile> files, List<string> said)
    {
        // A directory in a file's place would only be found out when the files before it are written.
        if (files.FirstOrDefault(f => Directory.Exists(f.Path)) is { } blocked)
            return new(ExitCodes.WrongSettings, [$"cannot write {blocked.Path}: it is a directory; remove it"], said);
        try
        {
            foreach (var file in files)
            {
                if (FileWriter.Write(file)) said.Add($"wrote {file.Path}");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(ExitCodes.WrongSettings, [$"cannot write the configuration: {e.Message}"], said);
        }
        return new(ExitCodes.Ok, [], said);
    }
}
