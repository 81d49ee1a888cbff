namespace ZkAgent.Supervision;

/// <summary>That the agent is to stop: who said so first, and when.</summary>
/// <param name="By">The signal's name, or the command.</param>
/// <param name="At">When it came.</param>
internal sealed record StopRequest(string By, DateTimeOffset At);

/// <summary>Where stops are asked for and waited for. The first request counts; later ones change nothing.</summary>
internal sealed class StopRequests(TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly TaskCompletionSource<StopRequest> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private DateTimeOffset? _graceBegan;

    /// <summary>Cancelled by the first request; every wait of the start-up takes it.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Completes with the first request.</summary>
    public Task<StopRequest> Asked => _asked.Task;

    /// <summary>The first request, or null.</summary>
    public StopRequest? First => _asked.Task.IsCompletedSuccessfully ? _asked.Task.Result : null;

    /// <summary>When the pod's grace period began to run: with the first of drain and stop. Null before either.</summary>
    public DateTimeOffset? GraceBegan
    {
        get
        {
            lock (_lock) return _graceBegan;
        }
    }

    /// <summary>Why this member is about to leave; null while it is to stay.</summary>
    public string? Draining => First is { } request ? $"leaving, asked by {request.By}" : GraceBegan is not null ? "leaving, asked by drain" : null;

    /// <summary>Starts the clock of the grace period without stopping: the kubelet counts the preStop hook's time too.</summary>
    /// <returns>False when it ran already.</returns>
    public bool BeginGrace()
    {
        lock (_lock)
        {
            if (_graceBegan is not null) return false;
            _graceBegan = time.GetUtcNow();
            return true;
        }
    }

    /// <summary>Takes back a grace period that no stop followed; false when one did.</summary>
    public bool EndGrace()
    {
        lock (_lock)
        {
            if (_graceBegan is null || First is not null) return false;
            _graceBegan = null;
            return true;
        }
    }

    /// <summary>Asks to stop; false when it was asked before.</summary>
    public bool Ask(string by)
    {
        BeginGrace();
        if (!_asked.TrySetResult(new(by, time.GetUtcNow()))) return false;
        // Its callbacks run elsewhere: this is called from a signal's handler.
        _ = _source.CancelAsync();
        return true;
    }

    /// <summary>For tests. In the agent a signal may come at any time until the process is gone.</summary>
    public void Dispose() => _source.Dispose();
}
