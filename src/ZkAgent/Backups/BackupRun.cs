using Microsoft.Extensions.Logging;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Text;

namespace ZkAgent.Backups;

/// <summary>Makes one backup: locks the directory, copies, verifies, deletes what is not kept.</summary>
/// <param name="settings">The settings; they have a directory.</param>
/// <param name="member">This member's short name.</param>
/// <param name="write">Copies this member's data.</param>
/// <param name="verify">Verifies a backup by its path, and returns how the process ended.</param>
internal sealed class BackupRun(
    BackupSettings settings, string member, Func<CancellationToken, Task<BackupOutcome>> write, Func<string, CancellationToken, Task<ChildExit>> verify, TimeProvider time, ILogger log)
{
    private const string LockName = "backup";

    /// <summary>Exit code of a verification that found something wrong.</summary>
    private const int Bad = 1;

    /// <returns>The backup with its duration; null and a failure where there is none; neither where another member has the lock.</returns>
    /// <exception cref="IOException">The directory can't be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    public async Task<BackupRunResult> RunAsync(BackupDirectory directory, CancellationToken stopping)
    {
        directory.Prepare();
        var (held, sentence) = TryTakeLock(directory);
        if (held is null) return new(null, null, sentence!);
        using var taken = held;
        if (sentence is not null) log.LogWarning("backup: {Sentence}", sentence);
        if (directory.Sweep(time.GetUtcNow()) is { Count: > 0 } swept) log.LogInformation("backup: removed what was left half written: {Names}", string.Join(", ", swept));

        // Before the copy as well: a full volume gets room only so.
        Delete(directory);
        var began = time.GetTimestamp();
        var outcome = await write(stopping).ConfigureAwait(false);
        if (outcome.Backup is not { } backup) return new(null, outcome.Failure, outcome.Failure!.Sentence);
        var took = time.GetElapsedTime(began);
        log.LogInformation("backup: {Name} has {Bytes} bytes up to {Zxid} and took {Took}", backup.Name, backup.Manifest.Bytes, backup.Manifest.Last, DurationFormat.Duration(took));
        var failure = await VerifyAsync(backup, stopping).ConfigureAwait(false);
        Delete(directory);
        return new(took, failure, failure?.Sentence ?? $"{backup.Name} was made") { Name = backup.Name };
    }

    /// <summary>The lock is a file, which a full volume does not take: then old backups are deleted without it. Two members that do this at once may delete more than one would, and only what is expired.</summary>
    private (BackupLock? Lock, string? Sentence) TryTakeLock(BackupDirectory directory)
    {
        try
        {
            return BackupLock.TryTake(directory.Path, LockName, member, time);
        }
        catch (IOException)
        {
            Delete(directory);
            return BackupLock.TryTake(directory.Path, LockName, member, time);
        }
    }

    /// <summary>Makes up for a verification that did not end.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<BackupRunResult> VerifyAsync(BackupDirectory directory, StoredBackup backup, CancellationToken stopping)
    {
        var (held, sentence) = BackupLock.TryTake(directory.Path, LockName, member, time);
        if (held is null) return new(null, null, sentence!);
        using var taken = held;
        var failure = await VerifyAsync(backup, stopping).ConfigureAwait(false);
        return new(null, failure, failure?.Sentence ?? $"{backup.Name} was verified");
    }

    private async Task<BackupFailure?> VerifyAsync(StoredBackup backup, CancellationToken stopping)
    {
        var exit = await verify(backup.Path, stopping).ConfigureAwait(false);
        return exit switch
        {
            { Code: 0 } => null,
            { Signal: null, Code: Bad } => new(BackupFailureReason.Verify, $"cannot restore {backup.Name}: the verification found it bad (see the lines above); it is kept, and the data of {backup.Manifest.Member} is suspect: compare its volume with another member's"),
            _ => new(BackupFailureReason.Verify, $"cannot verify {backup.Name}: the verification ended with {exit}; if memory ran out, raise the memory limit or set {BackupCatalog.Verify.Name}=quick"),
        };
    }

    private void Delete(BackupDirectory directory)
    {
        try
        {
            KeptBackup[] all = [.. directory.List().Select(Kept).OfType<KeptBackup>()];
            var retention = Retention.Decide(all, time.GetUtcNow(), settings.Keep);
            if (retention.Deleted.Count > 0) log.LogInformation("backup: {Sentence}", retention.Sentence);
            foreach (var old in retention.Deleted) directory.Delete(old.Name);
            foreach (var segment in retention.Unneeded(directory.Segments())) directory.Delete(segment);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("backup: cannot delete old backups in {Directory}: {Reason}", directory.Path, e.Message);
        }
    }

    private static KeptBackup? Kept(StoredBackup backup) => BackupName.Parse(backup.Name) is { } name
        ? new(backup.Name, name.Time, backup.Manifest.Last, backup.Manifest.Verified != VerifiedLevel.None)
        : null;
}

/// <summary>How a run ended.</summary>
/// <param name="Took">How long the copy took; null where there is no new backup.</param>
/// <param name="Failure">What failed; null where nothing did.</param>
/// <param name="Sentence">The same in words.</param>
internal sealed record BackupRunResult(TimeSpan? Took, BackupFailure? Failure, string Sentence)
{
    /// <summary>The backup that was made; null where there is none.</summary>
    public string? Name { get; init; }
}
