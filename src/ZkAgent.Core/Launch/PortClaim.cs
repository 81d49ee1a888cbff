using System.Globalization;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Launch;

/// <summary>What trying to bind a port has shown.</summary>
public enum PortState
{
    Free,
    InUse,

    /// <summary>Below 1024 and we are not root, or forbidden by the security policy.</summary>
    Forbidden,

    /// <summary>The address to bind is none of ours.</summary>
    ForeignAddress,
}

/// <summary>A port that a process in this container is going to listen on.</summary>
/// <param name="Use">Who or what uses it, as in "cannot listen on port 2181 for clients".</param>
/// <param name="Setting">The variable that changes it.</param>
/// <param name="Address">The one address to listen on; null is every interface.</param>
public sealed record PortClaim(int Port, string Use, string Setting, string? Address = null)
{
    /// <summary>Every port that is to be free before the start.</summary>
    public static IReadOnlyList<PortClaim> Of(AgentSettings settings, LocalMember local)
    {
        var self = local.Self;
        var listed = settings.Ensemble.Servers is not null;
        var claims = new List<PortClaim> { new(self.ClientPort, "clients", Named("ZK_CLIENT_PORT"), self.ClientAddress) };
        if (settings.ZooKeeper.SecureClientPort is { } secure)
            claims.Add(new(secure, "clients with TLS", "secureClientPort", settings.ZooKeeper.SecureClientAddress));
        if (!local.Standalone)
        {
            claims.Add(new(self.ServerPort, "the ensemble's followers", Named("ZK_SERVER_PORT")));
            claims.Add(new(self.ElectionPort, "the ensemble's elections", Named("ZK_ELECTION_PORT")));
        }

        claims.Add(new(settings.AgentPort, "the agent's probes and metrics", "ZK_AGENT_PORT"));
        return claims;

        string Named(string variable) => listed ? "ZK_SERVERS" : variable;
    }

    /// <summary>Why the claim cannot be met, or null.</summary>
    public string? Problem(PortState state) => state switch
    {
        PortState.InUse => Say($"something already listens on it; stop that, or set {Setting} to a free port"),
        PortState.Forbidden => Say($"this user may not; set {Setting} to a port from 1024 up"),
        PortState.ForeignAddress => Say($"no interface here has that address; set {Setting} right, or listen on every interface"),
        _ => null,
    };

    private string Say(string reason)
    {
        var at = Address is null ? "" : $" of {Address}";
        return string.Create(CultureInfo.InvariantCulture, $"cannot listen on port {Port}{at} for {Use}: {reason}");
    }
}
