using ZkAgent.Core.Backups;
using ZkAgent.Core.Settings;

namespace ZkAgent.Backups;

/// <summary>The newest backup for <c>zkagent status</c>, which runs where the backup directory is mounted.</summary>
internal static class NewestBackup
{
    /// <returns>What tells of it in one line; null where no backups are made.</returns>
    public static Func<string>? Of(BackupSettings settings, TimeProvider time) => settings.Directory is { } directory ? () => Line(directory, time) : null;

    private static string Line(string directory, TimeProvider time)
    {
        try
        {
            var newest = Directory.Exists(directory) && new BackupStore(directory).List() is [.., var backup] ? BackupSummary.Of(backup.Name, backup.Manifest) : null;
            return new BackupView("", false, newest, null).Line(time.GetUtcNow());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"cannot read {directory}: {e.Message}";
        }
    }
}
