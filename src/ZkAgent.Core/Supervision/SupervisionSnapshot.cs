namespace ZkAgent.Core.Supervision;

/// <summary>Where the supervised ZooKeeper is in its life.</summary>
public enum ProcessPhase
{
    /// <summary>Not started yet: files are written, names awaited.</summary>
    Preparing,

    /// <summary>Not started, by design: the data guard does not know yet whether it may.</summary>
    HeldBack,

    /// <summary>The process exists.</summary>
    Running,

    /// <summary>It ended and will be started again in place.</summary>
    BackingOff,

    /// <summary>A stop was asked for and is on its way.</summary>
    Stopping,

    /// <summary>It ended for good; the agent is about to leave.</summary>
    Ended,
}

/// <summary>What the supervisor knows at one moment; replaced whole, never changed.</summary>
/// <param name="Phase">Where ZooKeeper is in its life.</param>
/// <param name="Since">When the phase began.</param>
/// <param name="Pid">The process, while there is one.</param>
/// <param name="Restarts">In-place restarts since the agent started.</param>
/// <param name="LastExit">How it last ended; null if it never did.</param>
/// <param name="Sentence">The phase and its reason in words.</param>
public sealed record SupervisionSnapshot(
    ProcessPhase Phase, DateTimeOffset Since, int? Pid, int Restarts, ChildExit? LastExit, string Sentence)
{
    /// <summary>What the last exit meant, null if there was none; <see cref="ExitMeaning.Reason"/> is a metric's label.</summary>
    public ExitMeaning? LastMeaning { get; init; }
}
