namespace ZkAgent.Health;

/// <summary>Finds out one kind of reason for which ZooKeeper finds no quorum.</summary>
internal interface IQuorumReason
{
    /// <returns>The rest of a sentence; null where this is not the reason, or where nothing is known.</returns>
    Task<string?> FindAsync(CancellationToken cancellation);
}
