using ZkAgent.Core.Backups;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Restores;

/// <summary>Whether a restore can be carried out at all.</summary>
public static class RestoreSupport
{
    /// <summary>Null where the settings ask for no restore, or for one that is possible.</summary>
    public static SettingsProblem? Problem(RestoreSettings? restore, ZooKeeperInstallation installation)
    {
        if (restore is null) return null;
        if (BackupCut.Parse(restore.Cut).Problem is not null) return new(SettingCatalog.Restore.Name, $"{restore.Path}@{restore.Cut}", "behind the last @ a zxid such as 0x100000a3f or a time such as 2026-11-27T18:30:00Z; without it, everything that the backup has");
        return installation.CanBeGuarded ? null : new(SettingCatalog.Restore.Name, restore.Path, $"ZooKeeper {ZooKeeperVersion.OldestToGuard} or later (this is {installation.Version}): an earlier one cannot be kept from voting before all members have the data; use zkagent restore on each volume");
    }
}
