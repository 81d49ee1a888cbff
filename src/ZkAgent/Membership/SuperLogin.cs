using ZkAgent.Protocol;

namespace ZkAgent.Membership;

/// <summary>How a session of the agent becomes the super user's: by a digest, or as the agent's own user of SASL.</summary>
/// <param name="Digest">User, colon, password; null with <paramref name="Sasl"/>. Never printed.</param>
/// <param name="Sasl">Null with <paramref name="Digest"/>.</param>
internal sealed record SuperLogin(string? Digest, SaslLogin? Sasl)
{
    public override string ToString() => Sasl is null ? "digest" : "SASL";
}
