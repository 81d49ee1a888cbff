using ZkAgent.Core.Backups;

namespace ZkAgent.Backups;

/// <summary>What the services of backups know, for metrics, status and each other.</summary>
internal sealed class BackupBoard
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _failures = BackupFailureReason.All.ToDictionary(reason => reason, _ => 0, StringComparer.Ordinal);
    private volatile BackupView _view = BackupView.Unknown;

    public BackupView View => _view;

    public void Change(Func<BackupView, BackupView> change)
    {
        lock (_lock) _view = change(_view);
    }

    public void Failed(BackupFailure failure)
    {
        lock (_lock)
        {
            _failures[failure.Reason] = _failures.GetValueOrDefault(failure.Reason) + 1;
            _view = _view with { Failure = failure };
        }
    }

    /// <summary>Failures since the agent started, by reason; each reason is there from the beginning, so that an increase is seen.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Failures
    {
        get
        {
            lock (_lock) return [.. _failures];
        }
    }
}
