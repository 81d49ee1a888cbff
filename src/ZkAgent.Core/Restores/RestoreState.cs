namespace ZkAgent.Core.Restores;

/// <summary>How far a restore is on this member.</summary>
public enum RestoreState
{
    /// <summary>The backup is being read and verified, or it can't be.</summary>
    Reading,

    /// <summary>Nothing is placed: other members do not agree, or this one is to join.</summary>
    Waiting,

    /// <summary>The data is being placed.</summary>
    Placing,

    /// <summary>The data is placed; other members have not placed it yet.</summary>
    Placed,

    /// <summary>The volume belongs to the restored ensemble.</summary>
    Done,

    /// <summary>The setting has no effect on this member.</summary>
    Ignored,

    /// <summary>The volume has other data.</summary>
    Refused,
}

/// <summary>The states as the metric spells them.</summary>
public static class RestoreStates
{
    public static readonly IReadOnlyList<RestoreState> All =
        [RestoreState.Reading, RestoreState.Waiting, RestoreState.Placing, RestoreState.Placed, RestoreState.Done, RestoreState.Ignored, RestoreState.Refused];

    public static string Word(this RestoreState state) => state switch
    {
        RestoreState.Reading => "reading",
        RestoreState.Waiting => "waiting",
        RestoreState.Placing => "placing",
        RestoreState.Placed => "placed",
        RestoreState.Done => "done",
        RestoreState.Ignored => "ignored",
        _ => "refused",
    };
}
