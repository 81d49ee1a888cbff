namespace ZkAgent.Volume;

/// <summary>Does everything that touches the data volume, one work after another, on one thread of its own.</summary>
/// <remarks>
/// A system call on a volume that hangs does not return, and nothing ends it. So it holds this thread and no other: requests, probes and the
/// stop wait for a task and can give up. Each caller waits for its work before it asks for the next, which bounds the queue.
/// </remarks>
internal sealed class VolumeThread(TimeProvider time)
{
    /// <summary>An object and no Lock: the thread waits on it.</summary>
    private readonly object _lock = new();
    private readonly Queue<Action> _queue = [];
    private bool _started;
    private long? _lastSign;

    /// <summary>For how long the volume has not answered; null while nothing is asked of it.</summary>
    public TimeSpan? WaitingFor
    {
        get
        {
            lock (_lock) return _lastSign is { } last ? time.GetElapsedTime(last) : null;
        }
    }

    /// <summary>The current work got an answer and goes on: a long inspection is not a hang.</summary>
    public void Answered()
    {
        lock (_lock)
            if (_lastSign is not null) _lastSign = time.GetTimestamp();
    }

    /// <param name="work">Touches the volume.</param>
    /// <param name="cancellation">Ends the wait. Work that has not begun by then is left undone; work that has begun goes on.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        // Who waits must not go on on this thread.
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(() =>
        {
            if (cancellation.IsCancellationRequested)
            {
                done.SetCanceled(cancellation);
                return;
            }
            try
            {
                done.SetResult(work());
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        return done.Task.WaitAsync(cancellation);
    }

    private void Enqueue(Action work)
    {
        lock (_lock)
        {
            _queue.Enqueue(work);
            Monitor.Pulse(_lock);
            if (_started) return;
            _started = true;
            // A background thread: the process ends whatever it waits for.
            new Thread(Work) { IsBackground = true, Name = "volume" }.Start();
        }
    }

    private void Work()
    {
        while (true)
        {
            Action next;
            lock (_lock)
            {
                _lastSign = null;
                while (_queue.Count == 0) Monitor.Wait(_lock);
                next = _queue.Dequeue();
                _lastSign = time.GetTimestamp();
            }
            next();
        }
    }
}
