using Microsoft.Extensions.Logging;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Hosting;

namespace ZkAgent.Backups;

/// <summary>Makes backups by the schedule, if this member is the one that makes them.</summary>
/// <param name="settings">The settings; they have a directory.</param>
/// <param name="ensemble">Our ensemble; null while the volume has no identity.</param>
/// <param name="survey">Which members could make a backup.</param>
/// <param name="run">Makes one.</param>
/// <param name="board">What is known.</param>
internal sealed class BackupService(
    BackupSettings settings, Func<EnsembleId?> ensemble, BackupSurvey survey, BackupRun run, BackupBoard board, TimeProvider time, ILogger log) : ISupportingService
{
    /// <summary>How often the directory is looked at: manifests of some dozen backups.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(30);

    private readonly DateTimeOffset _since = time.GetUtcNow();
    private readonly HashSet<string> _bad = new(StringComparer.Ordinal);
    private (int Count, long At) _failures;
    private (string Name, TimeSpan Took)? _made;
    private BackupDirectory? _directory;
    private string? _said;

    public string Name => "backup";

    public async Task RunAsync(CancellationToken stopping)
    {
        for (; ; await Task.Delay(Tick, time, stopping).ConfigureAwait(false))
        {
            try
            {
                await StepAsync(stopping).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Not a failure of the service: the volume is full, read-only or away, and ZooKeeper does not depend on it. One that lasts is counted at each try.
                if (_failures.Count == 0 || time.GetElapsedTime(_failures.At) >= BackupDue.Pause(_failures.Count, 1, settings.Interval))
                    Fail(new(BackupFailureReason.Target, e.Message.StartsWith("cannot", StringComparison.Ordinal) ? e.Message : $"cannot use {BackupCatalog.Dir.Name}={settings.Directory}: {e.Message}"));
            }
        }
    }

    private async Task StepAsync(CancellationToken stopping)
    {
        if (ensemble() is not { } ours)
        {
            Say("waiting: the volume has no identity yet, which a member gets when it first serves");
            return;
        }
        var directory = _directory?.Ensemble == ours ? _directory : _directory = new(settings.Directory!, ours);
        var backups = directory.List();
        var progress = settings.LogInterval is null ? null : directory.Progress();
        Publish(backups, progress);

        var self = survey.Self;
        // Where each member makes its own, the others' do not count.
        // A clock that was wrong may have named a backup in the future: it must not make each later one due at once.
        var latest = time.GetUtcNow() + settings.Interval;
        var newest = backups.LastOrDefault(b => (!settings.Member.Each || b.Manifest.Member == self.Name) && BackupName.Parse(b.Name)!.Time <= latest);
        var others = settings.Member == BackupMember.Auto && self.Serves ? await survey.OthersAsync(stopping).ConfigureAwait(false) : [];
        var due = BackupDue.Decide(new(time.GetUtcNow(), settings.Interval, _since, newest is null ? null : BackupName.Parse(newest.Name)?.Time)
        {
            Gap = progress?.Gap is { } gap && newest?.Manifest.Last.Value <= progress.Last.Value ? gap : null,
            Failures = _failures.Count,
            FailedFor = _failures.Count > 0 ? time.GetElapsedTime(_failures.At) : null,
            Members = BackupRunner.Count(settings.Member, self, others),
        });
        if (!due.IsNow)
        {
            Say(due.Sentence, LogLevel.Debug);
            if (newest is { Manifest: { Verified: VerifiedLevel.None } made } && made.Member == self.Name && !_bad.Contains(newest.Name) && _failures.Count == 0) await VerifyAsync(directory, newest, stopping).ConfigureAwait(false);
            return;
        }
        var runner = BackupRunner.Decide(settings.Member, self, others, due.Overdue, BackupRunner.Handover);
        Say(runner.IsOurs ? $"{due.Sentence}: {runner.Sentence}" : $"{due.Sentence}; {runner.Sentence}");
        if (!runner.IsOurs) return;

        board.Change(view => view with { Running = true });
        try
        {
            After(await run.RunAsync(directory, stopping).ConfigureAwait(false), directory);
        }
        finally
        {
            board.Change(view => view with { Running = false });
            // What the copy was made with is garbage now, and the next collection may be hours away.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        }
    }

    private async Task VerifyAsync(BackupDirectory directory, StoredBackup backup, CancellationToken stopping)
    {
        var result = await run.VerifyAsync(directory, backup, stopping).ConfigureAwait(false);
        if (result.Failure is not null) _bad.Add(backup.Name);
        After(result, directory);
    }

    private void After(BackupRunResult result, BackupDirectory directory)
    {
        var backups = directory.List();
        if (result is { Took: { } took, Name: { } made }) _made = (made, took);
        if (result.Failure is { } failure)
        {
            // The backup is there, bad or not: the next one is due after the interval.
            if (result is { Took: not null, Name: { } bad }) _bad.Add(bad);
            Fail(failure, isPause: result.Took is null);
        }
        else
        {
            Say(result.Sentence);
            if (result.Took is not null) _failures = default;
            board.Change(view => view with { Failure = result.Took is null ? view.Failure : null });
        }
        Publish(backups, directory.Progress());
    }

    private void Fail(BackupFailure failure, bool isPause = true)
    {
        if (isPause) _failures = (_failures.Count + 1, time.GetTimestamp());
        board.Failed(failure);
        Say(failure.Sentence, LogLevel.Error);
    }

    private void Publish(IReadOnlyList<StoredBackup> backups, SegmentProgress? progress)
    {
        var last = backups is [.., var newest] ? BackupSummary.Of(newest.Name, newest.Manifest) : null;
        if (_made is { } made && last?.Name == made.Name) last = last with { Took = made.Took };
        board.Change(view => view with { Last = last, Segments = progress });
    }

    private void Say(string sentence, LogLevel level = LogLevel.Information)
    {
        board.Change(view => view with { Sentence = sentence });
        // A due time moves with each look: only what is done, and why it is not, is logged.
        if (level == LogLevel.Debug || sentence == _said) return;
        _said = sentence;
        log.Log(level, "backup: {Sentence}", sentence);
    }
}
