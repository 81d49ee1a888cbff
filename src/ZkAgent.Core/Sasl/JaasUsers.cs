namespace ZkAgent.Core.Sasl;

/// <summary>The users of the JAAS file that the agent writes.</summary>
/// <param name="Clients">Users that clients authenticate as, the agent's own included; null: no section for clients.</param>
/// <param name="Quorum">The user that members authenticate as; null: no sections for members.</param>
/// <param name="OtherQuorum">Others that members accept.</param>
public sealed record JaasUsers(IReadOnlyList<SaslUser>? Clients, SaslUser? Quorum, IReadOnlyList<SaslUser> OtherQuorum)
{
    /// <summary>The user that a client in the container authenticates as; null: no section for it.</summary>
    public SaslUser? Shell { get; init; }
}
