namespace ZkAgent.Core.Peers;

/// <summary>What a member's volume holds, as far as votes are concerned.</summary>
public enum MemberData
{
    /// <summary>Transactions, or the identity of a member that once served: its vote counts.</summary>
    Data,

    /// <summary>The empty database of a new ensemble: nothing to lose, and its vote counts.</summary>
    Initialized,

    /// <summary>Nothing, and nothing says that there ever was anything.</summary>
    Empty,

    /// <summary>Nothing, and something says that there was: it may neither vote nor create an ensemble.</summary>
    Lost,

    /// <summary>Nothing, and there is data near its directories: they may be set one directory off. It may neither vote nor create an ensemble.</summary>
    Misplaced,

    /// <summary>Files that ZooKeeper would not start with, or would start with as if they were fewer.</summary>
    Damaged,
}

/// <summary>The same as JSON, metrics and logs spell it.</summary>
public static class MemberDataWords
{
    public static string Word(this MemberData data) => data switch
    {
        MemberData.Data => "data",
        MemberData.Initialized => "initialized",
        MemberData.Empty => "empty",
        MemberData.Lost => "lost",
        MemberData.Misplaced => "misplaced",
        _ => "damaged",
    };

    /// <summary>The state with that word; null where this version knows none.</summary>
    public static MemberData? Parse(string? word) => word switch
    {
        "data" => MemberData.Data,
        "initialized" => MemberData.Initialized,
        "empty" => MemberData.Empty,
        "lost" => MemberData.Lost,
        "misplaced" => MemberData.Misplaced,
        "damaged" => MemberData.Damaged,
        _ => null,
    };

    /// <summary>True for a member that has nothing to start with: it waits to join, or to be given a vote by an override.</summary>
    public static bool HasNothing(this MemberData data) => data is MemberData.Empty or MemberData.Lost or MemberData.Misplaced;

    /// <summary>True for a volume that no acknowledged write can be on.</summary>
    public static bool IsBlank(this MemberData data) => data is MemberData.Empty or MemberData.Initialized;
}
