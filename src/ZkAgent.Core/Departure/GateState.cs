namespace ZkAgent.Core.Departure;

/// <summary>Where the departure gate is.</summary>
public enum GateState
{
    /// <summary>The member is not leaving.</summary>
    Open,

    /// <summary>Leaving now would do harm.</summary>
    Waiting,

    /// <summary>Leaving does none.</summary>
    Passed,

    /// <summary>The time for waiting was over, or there was nothing left to wait with.</summary>
    GaveUp,
}

/// <summary>The states as labels spell them.</summary>
public static class GateStates
{
    public static readonly IReadOnlyList<GateState> All = [GateState.Open, GateState.Waiting, GateState.Passed, GateState.GaveUp];

    public static string Word(this GateState state) => state switch
    {
        GateState.Open => "open",
        GateState.Waiting => "waiting",
        GateState.Passed => "passed",
        _ => "gave-up",
    };
}
