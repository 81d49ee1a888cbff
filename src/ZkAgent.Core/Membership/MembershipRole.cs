namespace ZkAgent.Core.Membership;

/// <summary>What a server is in the membership.</summary>
public enum MembershipRole
{
    /// <summary>The configuration gives it a vote.</summary>
    Voter,

    /// <summary>The configuration names it as an observer.</summary>
    Observer,

    /// <summary>It is wanted, and the configuration does not name it yet.</summary>
    Joiner,

    /// <summary>The configuration names it, and the StatefulSet does not ask for it.</summary>
    Leaving,
}

/// <summary>The words for it in tables and JSON.</summary>
public static class MembershipRoles
{
    public static string Word(this MembershipRole role) => role switch
    {
        MembershipRole.Voter => "voter",
        MembershipRole.Observer => "observer",
        MembershipRole.Joiner => "joiner",
        _ => "leaving",
    };

    /// <summary>The role with that word; null where this version knows none.</summary>
    public static MembershipRole? Parse(string? word) => word switch
    {
        "voter" => MembershipRole.Voter,
        "observer" => MembershipRole.Observer,
        "joiner" => MembershipRole.Joiner,
        "leaving" => MembershipRole.Leaving,
        _ => null,
    };
}
