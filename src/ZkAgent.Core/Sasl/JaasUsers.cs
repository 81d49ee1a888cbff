namespace ZkAgent.Core.Sasl;

/// <summary>The users of the JAAS file that the agent writes.</summary>
/// <param name="Clients">Users that clients authenticate as, the agent's own included; null: no section for clients.</param>
/// <param name="Quorum">The user that members authenticate as; null: no sections for members.</param>
/// <param name="SecondQuorum">Another one that members accept.</param>
public sealed record JaasUsers(IReadOnlyList<SaslUser>? Clients, SaslUser? Quorum, SaslUser? SecondQuorum);
