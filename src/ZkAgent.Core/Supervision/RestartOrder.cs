namespace ZkAgent.Core.Supervision;

/// <summary>Why the agent itself restarts a ZooKeeper that runs.</summary>
public enum RestartCause
{
    /// <summary>It looks for a quorum for a long time while other members have one.</summary>
    IsolatedMember,

    /// <summary>It looks for a quorum among members whose volumes belong to another ensemble.</summary>
    ForeignEnsemble,

    /// <summary>It was started without a vote to join a quorum that no member reports any more.</summary>
    JoinTimeout,
}

/// <summary>The causes as metrics spell them.</summary>
public static class RestartCauses
{
    public static string Word(this RestartCause cause) => cause switch
    {
        RestartCause.IsolatedMember => "isolated_member",
        RestartCause.ForeignEnsemble => "foreign_ensemble",
        _ => "join_timeout",
    };
}

/// <summary>An order of the agent to end ZooKeeper and to start it again.</summary>
/// <param name="Cause">The cause: its word is the label of the metric.</param>
/// <param name="Why">The reason in words that follow "the agent stopped it, because ".</param>
public sealed record RestartOrder(RestartCause Cause, string Why);
