namespace ZkAgent.Backups;

/// <summary>How a backup's files are compressed; the only place that knows the library.</summary>
internal static class Compression
{
    public const string None = "none";

    /// <summary>The other value of ZK_BACKUP_COMPRESSION.</summary>
    public const string Compressed = "zstd";
}
