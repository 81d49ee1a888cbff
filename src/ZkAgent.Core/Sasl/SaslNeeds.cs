using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Sasl;

/// <summary>Which parts of SASL the settings ask for.</summary>
/// <param name="Clients">Clients can authenticate.</param>
/// <param name="Quorum">Members authenticate to each other; a single server has no other members.</param>
public readonly record struct SaslNeeds(bool Clients, bool Quorum)
{
    public bool Any => Clients || Quorum;

    public static SaslNeeds Of(AgentSettings settings) =>
        new(settings.Security.ClientSasl != ClientSaslPhase.Off, settings.Security.QuorumSasl != QuorumSaslPhase.Off && !settings.Ensemble.IsAlone);
}
