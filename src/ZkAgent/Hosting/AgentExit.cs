using Microsoft.Extensions.Logging;
using ZkAgent.CommandLine;

namespace ZkAgent.Hosting;

/// <summary>How the agent ends: the exit code, and the reason where the agent itself failed.</summary>
internal sealed class AgentExit(StopRequests stop, TerminationLog terminationMessage, ILogger log)
{
    private readonly Lock _lock = new();
    private string? _failure;

    /// <summary>The exit code of the process; the supervisor sets it.</summary>
    public int Code { get; private set; } = ExitCodes.AgentFailed;

    /// <summary>What failed, in one sentence; null if the agent did not fail.</summary>
    public string? Failure
    {
        get
        {
            lock (_lock) return _failure;
        }
    }

    /// <summary>A service that the agent cannot do without has ended: ZooKeeper is stopped in order, then the agent ends.</summary>
    /// <param name="sentence">What ended and why. The first one counts.</param>
    /// <param name="exception">Its details, for the log.</param>
    public void Fail(string sentence, Exception? exception = null)
    {
        lock (_lock)
        {
            if (_failure is not null) return;
            _failure = sentence;
        }
        log.LogError(exception, "{Sentence}", sentence);
        terminationMessage.Write(sentence);
        stop.Ask("the agent itself, which failed");
    }

    /// <summary>ZooKeeper has ended.</summary>
    /// <param name="code">The exit code if the agent did not fail.</param>
    public void Decide(int code)
    {
        Code = Failure is null ? code : ExitCodes.AgentFailed;
        // The supervisor's last sentence says only that it was asked to stop.
        if (Failure is { } failure) terminationMessage.Write(failure);
    }
}
