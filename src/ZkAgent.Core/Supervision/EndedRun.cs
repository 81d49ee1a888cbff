namespace ZkAgent.Core.Supervision;

/// <summary>How far a stop had got when ZooKeeper ended.</summary>
public enum StopProgress
{
    /// <summary>No stop was asked for.</summary>
    NotAsked,

    /// <summary>A stop was asked for, but ZooKeeper did not know yet: the departure gate still waited.</summary>
    Asked,

    /// <summary>ZooKeeper was sent SIGTERM.</summary>
    Sent,
}

/// <summary>One run of ZooKeeper that is over: how it ended, and what was known of it.</summary>
/// <param name="Exit">How the process ended.</param>
/// <param name="Stop">Whether its end was asked for.</param>
/// <param name="Served">Whether it served in this run; tells code 3's two meanings apart.</param>
/// <param name="OomKilled">Whether our cgroup's count of OOM kills rose during the run.</param>
/// <param name="StartProblem">Why there never was a process, when there was none.</param>
/// <param name="Order">The restart that the agent ordered in this run; null when it ordered none.</param>
public readonly record struct EndedRun(
    ChildExit Exit, StopProgress Stop = StopProgress.NotAsked, bool Served = false, bool OomKilled = false, string? StartProblem = null, RestartOrder? Order = null)
{
    private const int Kill = 9;

    /// <summary>Codes of a JVM that was told to go: 0, and 128 + HUP, INT, TERM.</summary>
    /// <remarks>While a stop is asked for but not sent, the same request may have reached ZooKeeper by another way (a shutdown of the whole host).</remarks>
    private bool LooksTold => Exit.Code is 0 or 129 or 130 or 143;

    /// <summary>The order that ended it. Null where there was none, and where it ended in another way before the signal reached it.</summary>
    public RestartOrder? EndedByOrder => Exit.Signal == Kill && !OomKilled ? Order : null;

    /// <summary>True when it ended because we were asked to stop.</summary>
    public bool EndedAsAsked => Stop == StopProgress.Sent || Stop == StopProgress.Asked && (LooksTold || EndedByOrder is not null);
}
