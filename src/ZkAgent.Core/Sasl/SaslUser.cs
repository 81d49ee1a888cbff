using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Sasl;

/// <summary>A user of DIGEST-MD5 and the password in plain text, which is what ZooKeeper's JAAS file needs.</summary>
public sealed record SaslUser(string Name, string Password)
{
    /// <summary>The user that the agent's own sessions authenticate as.</summary>
    public const string Agent = "zkagent";

    /// <summary>The id in an ACL of scheme sasl that matches every authenticated user: zoo.cfg has it as letAnySaslUserDoX.</summary>
    /// <remarks>ZooKeeper's SASLAuthenticationProvider.matches; tried on 3.8.0, 3.9.3 and 3.9.6.</remarks>
    public const string EveryUser = SecurityKeys.EverySaslUser;

    /// <summary>Never the password: a record is easily logged.</summary>
    public override string ToString() => Name;
}
