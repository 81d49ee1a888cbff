using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Volume;

/// <summary>Tells a backup directory on the data volume by what the kernel says of the mounts.</summary>
public static class BackupMount
{
    /// <summary>Why backups cannot be written there; null where they can.</summary>
    /// <param name="mountInfo">The text of /proc/self/mountinfo (proc(5)).</param>
    /// <param name="directory">ZK_BACKUP_DIR.</param>
    /// <param name="directories">Where the data is.</param>
    public static SettingsProblem? Problem(string mountInfo, string directory, DirectorySettings directories) =>
        Data(directories).FirstOrDefault(data => VolumeMount.IsSameMount(mountInfo, directory, data.Path)) is { Setting: { } setting } found
            ? new(BackupCatalog.Dir.Name, directory, $"a directory on another volume than {setting.Name}={found.Path}: a backup on the data volume is lost with it; mount a volume of its own there")
            : null;

    /// <summary>A warning where one disk has both; null where not.</summary>
    /// <inheritdoc cref="Problem"/>
    public static string? Warning(string mountInfo, string directory, DirectorySettings directories)
    {
        if (VolumeMount.Warn(mountInfo, directory, BackupCatalog.Dir) is { } gone) return gone;
        return Data(directories).FirstOrDefault(data => VolumeMount.IsSameDevice(mountInfo, directory, data.Path)) is { Setting: { } setting } found
            ? $"{BackupCatalog.Dir.Name}={directory} is on the same device as {setting.Name}={found.Path}: a failure of that disk loses the data and its backups; use a volume on another disk"
            : null;
    }

    private static (Setting Setting, string Path)[] Data(DirectorySettings directories) => [(SettingCatalog.DataDir, directories.Data), (SettingCatalog.DataLogDir, directories.DataLog)];
}
