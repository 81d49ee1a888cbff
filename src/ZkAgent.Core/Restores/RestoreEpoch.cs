namespace ZkAgent.Core.Restores;

/// <summary>The epoch that restored data is given, above every epoch that a client can have seen.</summary>
/// <remarks>
/// A client that has seen a later zxid than a server has is refused by it, and the elections since the backup are not known. The minutes make a
/// second restore of one backup higher than the first. Members that place in different minutes write different epochs. Before they commit, all
/// take the highest: see <see cref="RestoreDecision"/>.
/// </remarks>
public static class RestoreEpoch
{
    /// <summary>Elections between the backup and its restore: at one a minute, more than two months.</summary>
    private const long Step = 100_000;

    private static readonly DateTimeOffset Origin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="manifest">The epoch in the backup's manifest.</param>
    /// <param name="now">When the restore is decided.</param>
    /// <returns>The number for currentEpoch and acceptedEpoch; never above 31 bits, as a zxid has no more room.</returns>
    public static long At(long manifest, DateTimeOffset now) =>
        Math.Min(manifest + Step + Math.Max(0, (long)(now - Origin).TotalMinutes), int.MaxValue);
}
