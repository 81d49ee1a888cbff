namespace ZkAgent.Backups;

/// <summary>Copies a running member's data: a snapshot, and whole log records up to a barrier.</summary>
/// <param name="barrier">Opens the session whose record proves that the copy is complete.</param>
internal sealed class BackupWriter(BarrierSession barrier, TimeProvider time)
{
    /// <returns>The backup, or the reason why there is none.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled; nothing is left behind but a name with the prefix of partial backups.</exception>
    public Task<BackupOutcome> WriteAsync(BackupRequest request, CancellationToken cancellation) => throw new NotSupportedException($"{barrier}{time}{request}{cancellation}");
}
