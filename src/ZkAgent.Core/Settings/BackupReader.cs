using System.Globalization;

namespace ZkAgent.Core.Settings;

/// <summary>Reads the settings of backups, and refuses those that cannot work together.</summary>
internal static class BackupReader
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMinutes(1), LongestInterval = TimeSpan.FromDays(31);
    private static readonly TimeSpan ShortestLogInterval = TimeSpan.FromSeconds(10), LongestLogInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestKeep = TimeSpan.FromHours(1), LongestKeep = TimeSpan.FromDays(3650);

    /// <summary>A backup that reads more slowly than this would not end before the next one.</summary>
    private const long LowestRate = 64 << 10;

    public static BackupSettings Read(SettingValues read, EnsembleSettings ensemble, DirectorySettings directories)
    {
        var directory = read.Resolver.Find(BackupCatalog.Dir).Text.Length == 0 ? read.Text(BackupCatalog.Dir) : read.Path(BackupCatalog.Dir);
        if (directory is not null) OutsideData(read, directory, directories);
        var settings = new BackupSettings
        {
            Directory = directory,
            Interval = read.Duration(BackupCatalog.Interval, ShortestInterval, LongestInterval),
            LogInterval = LogInterval(read),
            Keep = read.Duration(BackupCatalog.Keep, ShortestKeep, LongestKeep),
            Member = Member(read, ensemble),
            Compression = read.OneOf(BackupCatalog.Compression, "none", "zstd"),
            Rate = Rate(read),
            VerifyInFull = read.OneOf(BackupCatalog.Verify, "full", "quick") == "full",
        };
        Intervals(read, settings);
        if (directory is null) WithoutEffect(read);
        return settings;
    }

    /// <summary>A copy on the volume that it is a copy of is lost with it.</summary>
    private static void OutsideData(SettingValues read, string directory, DirectorySettings directories)
    {
        if (read.IsRefused(BackupCatalog.Dir)) return;
        foreach (var (setting, data) in new[] { (SettingCatalog.DataDir, directories.Data), (SettingCatalog.DataLogDir, directories.DataLog) })
        {
            if (!IsWithin(directory, data) && !IsWithin(data, directory)) continue;
            read.Refuse(BackupCatalog.Dir, read.Resolver.Find(BackupCatalog.Dir), $"a directory on another volume than {setting.Name}={data}: a backup on the data volume is lost with it; mount a volume of its own and name it");
            return;
        }
    }

    private static bool IsWithin(string path, string directory) => path == directory || path.StartsWith(directory + "/", StringComparison.Ordinal);

    private static TimeSpan? LogInterval(SettingValues read)
    {
        var found = read.Raw(BackupCatalog.LogInterval);
        if (ValueReaders.Duration(found.Text) is not { } value) { }
        else if (value == TimeSpan.Zero) return null;
        else if (value >= ShortestLogInterval && value <= LongestLogInterval) return value;
        read.Refuse(BackupCatalog.LogInterval, found, string.Create(CultureInfo.InvariantCulture, $"0, or a duration from {ShortestLogInterval.TotalSeconds}s to {LongestLogInterval.TotalHours}h, such as 30s or 2m"));
        return null;
    }

    private static BackupMember Member(SettingValues read, EnsembleSettings ensemble)
    {
        var found = read.Raw(BackupCatalog.Member);
        switch (found.Text.ToLowerInvariant())
        {
            case "auto": return BackupMember.Auto;
            case "all": return BackupMember.All;
        }
        // With dynamic membership the number of members is not known here.
        var count = ensemble.IsDynamic ? null : ensemble.Servers?.Count ?? ensemble.Replicas;
        var first = ensemble.OrdinalStart;
        if (ValueReaders.WholeNumber(found.Text) is { } ordinal && ordinal >= first && (count is null || ordinal < first + count)) return new(false, ordinal);
        read.Refuse(BackupCatalog.Member, found, count is { } members
            ? string.Create(CultureInfo.InvariantCulture, $"auto, all, or a member's ordinal from {first} to {first + members - 1}")
            : string.Create(CultureInfo.InvariantCulture, $"auto, all, or a member's ordinal of at least {first}"));
        return BackupMember.Auto;
    }

    private static long? Rate(SettingValues read)
    {
        var found = read.Raw(BackupCatalog.Rate);
        var text = found.Text.EndsWith("/s", StringComparison.OrdinalIgnoreCase) ? found.Text[..^2] : found.Text;
        if (ValueReaders.Bytes(text) is not { } bytes) { }
        else if (bytes == 0) return null;
        else if (bytes >= LowestRate) return bytes;
        read.Refuse(BackupCatalog.Rate, found, "0, or bytes a second, at least 64kB/s, such as 20MB/s");
        return null;
    }

    private static void Intervals(SettingValues read, BackupSettings settings)
    {
        if (read.IsRefused(BackupCatalog.Interval)) return;
        if (settings.LogInterval > settings.Interval && !read.IsRefused(BackupCatalog.LogInterval))
            read.Refuse(BackupCatalog.LogInterval, read.Resolver.Find(BackupCatalog.LogInterval), $"at most {BackupCatalog.Interval.Name}={read.Resolver.Find(BackupCatalog.Interval).Text}: segments fill the time between two backups; make it shorter, or set it to 0");
        if (settings.Directory is not null && settings.Keep < settings.Interval && !read.IsRefused(BackupCatalog.Keep))
            read.Warnings.Add($"{BackupCatalog.Keep.Name}={read.Resolver.Find(BackupCatalog.Keep).Text} is shorter than {BackupCatalog.Interval.Name}={read.Resolver.Find(BackupCatalog.Interval).Text}: only the newest backup and two verified ones are kept");
    }

    /// <summary>A schedule without a directory makes no backup, which its author must hear of.</summary>
    private static void WithoutEffect(SettingValues read)
    {
        string[] set = [.. BackupCatalog.All.Where(s => s != BackupCatalog.Dir && !read.Resolver.Find(s).IsDefault).Select(read.Spelling)];
        if (set.Length > 0) read.Warnings.Add($"{string.Join(", ", set)} {(set.Length == 1 ? "makes" : "make")} no backup without {BackupCatalog.Dir.Name}: set it to a directory on a volume of its own");
    }
}
