using System.Security.Cryptography;
using ZkAgent.Core.Sasl;
using ZkAgent.Core.Settings;
using ZkAgent.Machine;
using ZkAgent.Native;

namespace ZkAgent.Protocol;

/// <summary>How the agent's own sessions authenticate, or why they are left out.</summary>
/// <param name="Login">Null: they stay anonymous.</param>
/// <param name="LeftOut">Why the agent opens no sessions, as a clause without a full stop; null where it does.</param>
internal sealed record AgentLogin(SaslLogin? Login, string? LeftOut)
{
    /// <remarks>Without authentication OpenSSL is not even looked for: its libraries are 7 MiB of resident memory.</remarks>
    public static AgentLogin Of(AgentSettings settings, string? password) =>
        settings.Security.ClientSasl == ClientSaslPhase.Off ? new(null, null) : Of(settings.Security.ClientSasl, password, LibSsl.IsAvailable);

    /// <param name="phase">The step of ZK_CLIENT_SASL.</param>
    /// <param name="password">Of the agent's own user; null where the JAAS file is the user's.</param>
    /// <param name="hasOpenSsl">Whether .NET can compute a digest.</param>
    internal static AgentLogin Of(ClientSaslPhase phase, string? password, bool hasOpenSsl) => (phase, password, hasOpenSsl) switch
    {
        (ClientSaslPhase.Off, _, _) => new(null, null),
        (_, not null, true) => new(new SaslLogin(SaslUser.Agent, password, MD5.HashData, RandomText.Create), null),
        // Each would be an ERROR line in ZooKeeper's log, and a session that stays until it expires.
        (ClientSaslPhase.Require, null, _) => new(null, $"with {SecurityCatalog.JaasFile.Name} the agent has no user to authenticate as, and {SecurityCatalog.ClientSasl.Name} is require"),
        (ClientSaslPhase.Require, _, false) => new(null, $"a session authenticates with a digest, for which libssl is missing in the image, and {SecurityCatalog.ClientSasl.Name} is require; install libssl3"),
        _ => new(null, null),
    };
}
