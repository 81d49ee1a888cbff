namespace ZkAgent.Backups;

/// <summary>A log of the member that is open, so that a purge takes only its name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Zxid">The zxid in it.</param>
/// <param name="File">The open file.</param>
/// <param name="IsLater">False where it was opened with the snapshot, before anything was read.</param>
internal sealed record SourceLog(string Name, long Zxid, FileStream File, bool IsLater)
{
    /// <summary>Bytes of the header and of the whole records that were read.</summary>
    public long End { get; set; }
}
