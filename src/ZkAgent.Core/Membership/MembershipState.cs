namespace ZkAgent.Core.Membership;

/// <summary>What the agent does about the membership, for metrics and status.</summary>
public enum MembershipState
{
    Unknown,
    Settled,
    Waiting,
    Promoting,
    Removing,
    ChangingLine,
    Refused,
}

/// <summary>The states as labels and JSON spell them.</summary>
public static class MembershipStates
{
    public static readonly IReadOnlyList<MembershipState> All =
    [
        MembershipState.Unknown, MembershipState.Settled, MembershipState.Waiting, MembershipState.Promoting, MembershipState.Removing,
        MembershipState.ChangingLine, MembershipState.Refused,
    ];

    public static string Word(this MembershipState state) => state switch
    {
        MembershipState.Unknown => "unknown",
        MembershipState.Settled => "settled",
        MembershipState.Waiting => "waiting",
        MembershipState.Promoting => "promoting",
        MembershipState.Removing => "removing",
        MembershipState.ChangingLine => "changing-line",
        _ => "refused",
    };

    /// <summary>The state of a member that decided so.</summary>
    public static MembershipState Of(RunningAction action) => action switch
    {
        RunningAction.Nothing => MembershipState.Settled,
        RunningAction.Wait => MembershipState.Waiting,
        RunningAction.Promote => MembershipState.Promoting,
        RunningAction.Remove => MembershipState.Removing,
        _ => MembershipState.ChangingLine,
    };
}
