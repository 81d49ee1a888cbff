namespace ZkAgent.Core.DataGuard;

/// <summary>What the guard does about a start of ZooKeeper.</summary>
public enum GuardAction
{
    /// <summary>Start it: the volume's vote is a rightful one.</summary>
    Start,

    /// <summary>Start it with the marker that lets an empty volume vote: a new ensemble is created.</summary>
    Bootstrap,

    /// <summary>Start it without the marker: it has no vote and joins the leader that others elected.</summary>
    Join,

    /// <summary>Move the damaged data out of the way, then judge the volume again.</summary>
    Quarantine,

    /// <summary>Make a refused volume this member's own, its data unchanged, then judge the volume again.</summary>
    TakeVolume,

    /// <summary>Put a backup's data onto the empty volume, then judge it again.</summary>
    Place,

    /// <summary>All members have the same restore: make the placed data this member's own, then judge the volume again.</summary>
    Commit,

    /// <summary>Don't start it yet; ask the others again.</summary>
    Hold,

    /// <summary>Don't start it at all: the operator has to decide.</summary>
    Refuse,
}

/// <summary>A decision of the data guard and its reason.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Sentence">Why: the same in log, probe and status.</param>
public readonly record struct GuardDecision(GuardAction Action, string Sentence)
{
    /// <summary>The operator's override without which the decision would be another one; null where none was needed.</summary>
    public GuardOverride? Override { get; init; }
}

/// <summary>The actions as metrics spell them: as the state that they leave the member in. A volume is taken, or a restore committed, in a moment, and then it is decided again: that is no state.</summary>
public static class GuardActions
{
    public static readonly IReadOnlyList<GuardAction> All =
        [GuardAction.Start, GuardAction.Bootstrap, GuardAction.Join, GuardAction.Quarantine, GuardAction.Place, GuardAction.Hold, GuardAction.Refuse];

    public static string Word(this GuardAction action) => action switch
    {
        GuardAction.Start => "has-data",
        GuardAction.Bootstrap => "bootstrap",
        GuardAction.Join => "joining",
        GuardAction.Quarantine => "quarantining",
        GuardAction.Place => "restoring",
        GuardAction.Hold => "held-back",
        _ => "refused",
    };
}
