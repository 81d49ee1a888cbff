namespace ZkAgent.Hosting;

/// <summary>A request to stop the agent.</summary>
/// <param name="By">The signal's name, or the command.</param>
internal sealed record StopRequest(string By);

/// <summary>Takes requests to stop, and lets callers wait for them. The first request counts; later ones change nothing.</summary>
/// <remarks>The monotonic clock measures the grace period: a change of the system time during a stop must not move its deadlines.</remarks>
internal sealed class StopRequests(TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly TaskCompletionSource<StopRequest> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private long? _graceBegan;

    /// <summary>Cancelled by the first request; every wait of the start-up uses it.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Completes with the first request.</summary>
    public Task<StopRequest> Asked => _asked.Task;

    /// <summary>The first request, or null.</summary>
    public StopRequest? First => _asked.Task.IsCompletedSuccessfully ? _asked.Task.Result : null;

    /// <summary>The time since the pod's grace period began: at the first drain or stop. Null before either.</summary>
    public TimeSpan? GraceElapsed
    {
        get
        {
            lock (_lock) return _graceBegan is { } began ? time.GetElapsedTime(began) : null;
        }
    }

    /// <summary>Why this member is about to leave; null while it stays.</summary>
    public string? Draining => First is { } request ? $"leaving, asked by {request.By}" : GraceElapsed is not null ? "leaving, asked by drain" : null;

    /// <summary>Starts the clock of the grace period without stopping: the kubelet counts the preStop hook's time too.</summary>
    /// <returns>False when it ran already.</returns>
    public bool BeginGrace()
    {
        lock (_lock)
        {
            if (_graceBegan is not null) return false;
            _graceBegan = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>Cancels a grace period that no stop followed; returns false if a stop followed.</summary>
    public bool EndGrace()
    {
        lock (_lock)
        {
            if (_graceBegan is null || First is not null) return false;
            _graceBegan = null;
            return true;
        }
    }

    /// <summary>Requests a stop; returns false if one was requested before.</summary>
    public bool Ask(string by)
    {
        lock (_lock)
        {
            // Under the same lock as EndGrace: a requested stop always has its grace period.
            _graceBegan ??= time.GetTimestamp();
            if (!_asked.TrySetResult(new(by))) return false;
        }
        // Its callbacks run elsewhere: this is called from a signal's handler.
        _ = _source.CancelAsync();
        return true;
    }

    /// <summary>For tests. In the agent a signal may come at any time until the process is gone.</summary>
    public void Dispose() => _source.Dispose();
}
