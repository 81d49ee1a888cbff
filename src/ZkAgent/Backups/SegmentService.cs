using Microsoft.Extensions.Logging;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Hosting;

namespace ZkAgent.Backups;

/// <summary>Writes log segments between backups, if this member is the one that does.</summary>
/// <param name="settings">The settings; they have a directory and an interval of segments.</param>
/// <param name="ensemble">Our ensemble; null while the volume has no identity.</param>
/// <param name="survey">Which members could write them.</param>
/// <param name="writer">Writes one.</param>
/// <param name="board">What is known.</param>
internal sealed class SegmentService(
    BackupSettings settings, Func<EnsembleId?> ensemble, BackupSurvey survey, SegmentWriter writer, BackupBoard board, TimeProvider time, ILogger log) : ISupportingService
{
    /// <summary>How long segments may be overdue before the next member writes them: less than what the alert allows.</summary>
    public static readonly TimeSpan Handover = TimeSpan.FromMinutes(2);

    private const string LockName = "log";

    private readonly TimeSpan _interval = settings.LogInterval ?? throw new ArgumentException("no interval of log segments", nameof(settings));
    private readonly DateTimeOffset _since = time.GetUtcNow();
    private string? _said;

    public string Name => "backup-log";

    public async Task RunAsync(CancellationToken stopping)
    {
        for (; ; await Task.Delay(_interval, time, stopping).ConfigureAwait(false))
        {
            try
            {
                await StepAsync(stopping).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // ZooKeeper does not depend on it, and the age of the segments tells.
                Warn($"cannot write a log segment to {settings.Directory}: {e.Message}");
            }
        }
    }

    private async Task StepAsync(CancellationToken stopping)
    {
        // Segments follow on a backup.
        if (ensemble() is not { } ours || board.View.Last is not { } newest || survey.Applied is not var (applied, at)) return;
        var directory = new BackupDirectory(settings.Directory!, ours);
        var progress = directory.Progress();
        if (SegmentProgress.Anchor(progress, newest.Zxid) is not { } anchor || !await IsOursAsync(progress, stopping).ConfigureAwait(false)) return;

        var (held, _) = BackupLock.TryTake(directory.Path, LockName, survey.Self.Name, time);
        if (held is null) return;
        using var taken = held;
        // Another member may have written in the meantime.
        if (directory.Progress() != progress) return;
        var result = writer.Write(directory.SegmentPath, anchor, applied);
        // Where the member has applied more than could be copied, the segments stand still, and their age must tell. An election leaves a zxid without a record.
        var isComplete = result.Last.Value >= applied.Value || applied.Counter == 0;
        directory.Write(new(result.Last, isComplete ? at.ToUniversalTime() : progress?.Time ?? _since, survey.Self.Name, result.Gap));
        board.Change(view => view with { Segments = directory.Progress() });
        if (result.Gap is { } gap) Warn($"the log segments end at {result.Last} ({gap}): a restore to a later moment needs the next backup, which is made now");
        else _said = null;
    }

    private async Task<bool> IsOursAsync(SegmentProgress? progress, CancellationToken stopping)
    {
        var self = survey.Self;
        var others = settings.Member == BackupMember.Auto ? await survey.OthersAsync(stopping).ConfigureAwait(false) : [];
        var overdue = time.GetUtcNow() - (progress?.Time ?? _since) - _interval;
        return BackupRunner.Decide(settings.Member, self, others, overdue, Handover).IsOurs;
    }

    private void Warn(string sentence)
    {
        if (sentence == _said) return;
        _said = sentence;
        log.LogWarning("backup: {Sentence}", sentence);
    }
}
