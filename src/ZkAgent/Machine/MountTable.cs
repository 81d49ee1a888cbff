using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;

namespace ZkAgent.Machine;

/// <summary>Reads where the data directories are mounted from.</summary>
internal static class MountTable
{
    private const string Path = "/proc/self/mountinfo";

    /// <summary>What a user should know of the volumes; nothing where the table can't be read.</summary>
    public static IEnumerable<string> Warnings(DirectorySettings directories, string? backups)
    {
        if (Table() is not { } table) return [];
        var data = VolumeMount.Warn(table, directories.Data, SettingCatalog.DataDir);
        // One volume for both is one sentence.
        var log = directories.DataLog == directories.Data || data is not null ? null : VolumeMount.Warn(table, directories.DataLog, SettingCatalog.DataLogDir);
        var backup = backups is not null ? BackupMount.Warning(table, backups, directories) : null;
        return new[] { data, log, backup }.OfType<string>();
    }

    /// <summary>Why backups cannot be where the settings want them; null where they can, or the table can't be read.</summary>
    public static SettingsProblem? BackupProblem(AgentSettings settings) =>
        settings.Backups.Directory is { } directory && Table() is { } table ? BackupMount.Problem(table, directory, settings.Directories) : null;

    /// <summary>True where two directories are within one mount; false where the table can't be read.</summary>
    public static bool IsSameMount(string directory, string other) => Table() is { } table && VolumeMount.IsSameMount(table, directory, other);

    /// <summary>True where a directory is in memory; null where the table can't be read.</summary>
    public static bool? IsInMemory(string directory) => Table() is { } table ? VolumeMount.IsInMemory(table, directory) : null;

    /// <summary>Every mount point; none where the table can't be read.</summary>
    public static IReadOnlySet<string> Points() => Table() is { } table ? VolumeMount.Points(table) : new HashSet<string>();

    private static string? Table()
    {
        try
        {
            return File.ReadAllText(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
