using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Volume;

/// <summary>A directory near a data directory in which a ZooKeeper has been: the settings may name the wrong one.</summary>
/// <param name="Directory">The directory, absolute.</param>
/// <param name="Sign">What shows it: the path of a version-2 with data, of a myid, or of our identity file.</param>
/// <param name="Near">The setting whose directory it is near.</param>
/// <param name="Snapshots">Its version-2 has snapshots.</param>
/// <param name="Logs">Its version-2 has transaction logs.</param>
public sealed record MisplacedData(string Directory, string Sign, Setting Near, bool Snapshots, bool Logs)
{
    /// <summary>How many levels below a data directory are looked at. One level above it is, too.</summary>
    public const int LevelsBelow = 2;

    /// <summary>What the agent itself puts aside carries one of these before its name. A copy that an operator calls so is no misplaced data either.</summary>
    private static readonly string[] PutAside = ["quarantine-", "restore-", "backup-"];

    /// <summary>True for a directory whose content is not looked at.</summary>
    public static bool IsPutAside(string name) =>
        name == DataFileName.Directory || PutAside.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>What was found, each with the settings that would use it, as a clause: "/data/version-2 has snapshots (ZK_DATA_DIR=/data would use them)".</summary>
    public static string Words(IReadOnlyList<MisplacedData> found) => string.Join(" and ", found.Select(Words));

    /// <summary>A warning for a configuration whose directories hold less than what lies near them; null where all is well.</summary>
    /// <param name="settings">The directories.</param>
    /// <param name="snapshots">dataDir has snapshots with data in them.</param>
    /// <param name="logs">dataLogDir has transaction logs.</param>
    /// <param name="found">What lies near them.</param>
    public static string? Warning(DirectorySettings settings, bool snapshots, bool logs, IReadOnlyList<MisplacedData> found)
    {
        var missed = snapshots && logs ? [] : found.Where(f => snapshots ? f.Logs : !logs || f.Snapshots).ToList();
        if (missed.Count == 0) return null;
        var without = snapshots ? $"{SettingCatalog.DataLogDir.Name}={settings.DataLog} has no transaction log"
            : logs ? $"{SettingCatalog.DataDir.Name}={settings.Data} has no snapshot"
            : $"there is no data in {SettingCatalog.DataDir.Name}={settings.Data}";
        return $"{without}, but {Words(missed)}: the data guard does not create an ensemble next to it";
    }

    private static string Words(MisplacedData found)
    {
        var (what, settings) = found switch
        {
            { Snapshots: true, Logs: true } => ("has snapshots and transaction logs", $"{Setting(SettingCatalog.DataDir)} and {Setting(SettingCatalog.DataLogDir)}"),
            { Snapshots: true } => ("has snapshots", Setting(SettingCatalog.DataDir)),
            { Logs: true } => ("has transaction logs", Setting(SettingCatalog.DataLogDir)),
            _ => ("shows that a server has been there", Setting(found.Near)),
        };
        return $"{found.Sign} {what} ({settings} would use it)";

        string Setting(Setting setting) => $"{setting.Name}={found.Directory}";
    }
}
