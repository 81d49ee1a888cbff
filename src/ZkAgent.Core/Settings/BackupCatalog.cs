namespace ZkAgent.Core.Settings;

/// <summary>The settings of backups; <see cref="SettingCatalog.All"/> contains them.</summary>
public static class BackupCatalog
{
    public static readonly Setting Dir = new("ZK_BACKUP_DIR", "", "where backups are written, on a volume that is not the data volume; empty: no backups");
    public static readonly Setting Interval = new("ZK_BACKUP_INTERVAL", "6h", "time from one backup to the next");
    public static readonly Setting LogInterval = new("ZK_BACKUP_LOG_INTERVAL", "1m", "time from one log segment to the next, so that a restore can end at any moment between two backups; 0: no segments");
    public static readonly Setting Keep = new("ZK_BACKUP_KEEP", "7d", "how long backups are kept; the newest one and two verified ones are always kept");
    public static readonly Setting Member = new("ZK_BACKUP_MEMBER", "auto", "which member makes backups: auto (the serving follower with the highest ordinal, else the leader; the members share the directory), all (each member in a directory of its own), or an ordinal");
    public static readonly Setting Compression = new("ZK_BACKUP_COMPRESSION", "zstd", "how the files of a backup are compressed: none or zstd");
    public static readonly Setting Rate = new("ZK_BACKUP_RATE", "20MB/s", "the most bytes of the data volume that a backup reads in a second; 0: no limit");
    public static readonly Setting Verify = new("ZK_BACKUP_VERIFY", "full", "how each new backup is verified: full (every transaction is replayed against ZooKeeper's digests) or quick (checksums and the order of the transactions)");

    public static readonly IReadOnlyList<Setting> All = [Dir, Interval, LogInterval, Keep, Member, Compression, Rate, Verify];
}
