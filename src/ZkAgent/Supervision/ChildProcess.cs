using ZkAgent.Core.Supervision;

namespace ZkAgent.Supervision;

/// <summary>A process that we started: its pid, and its end.</summary>
internal sealed class ChildProcess(int pid)
{
    // The continuation of an awaiting caller must not run on the thread that reaps.
    private readonly TaskCompletionSource<ChildExit> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Pid => pid;

    public Task<ChildExit> Exit => _exit.Task;

    /// <summary>Returns this process once it has ended.</summary>
    public async Task<ChildProcess> UntilEndedAsync(CancellationToken cancellation)
    {
        await Exit.WaitAsync(cancellation);
        return this;
    }

    public void Ended(ChildExit exit) => _exit.TrySetResult(exit);
}

/// <summary>The process, or how a shell would have reported that there is none.</summary>
internal sealed record StartOutcome(ChildProcess? Child, ChildExit Failure, string? Problem);
