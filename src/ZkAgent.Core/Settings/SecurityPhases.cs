namespace ZkAgent.Core.Settings;

/// <summary>Steps of TLS for clients.</summary>
public enum ClientTlsPhase { Off, Also, Only }

/// <summary>Steps of TLS between members. Members that are one step apart reach each other.</summary>
public enum QuorumTlsPhase
{
    /// <summary>Plaintext in both directions.</summary>
    Off,

    /// <summary>Connects in plaintext, accepts both.</summary>
    Accept,

    /// <summary>Connects with TLS, accepts both.</summary>
    Prefer,

    /// <summary>TLS in both directions.</summary>
    Require,
}

/// <summary>Steps of authentication between members. Members that are one step apart reach each other.</summary>
public enum QuorumSaslPhase
{
    Off,

    /// <summary>Authenticates where the other member asks for it.</summary>
    Offer,

    /// <summary>As a follower it connects with authentication only.</summary>
    Learner,

    /// <summary>Also refuses followers without authentication.</summary>
    Require,
}

/// <summary>Steps of authentication of clients.</summary>
public enum ClientSaslPhase { Off, Allow, Require }

/// <summary>The steps that a member is at, as members tell each other and metrics count them (0 is off).</summary>
/// <param name="ClientTls">0 to 2.</param>
/// <param name="QuorumTls">0 to 3.</param>
/// <param name="QuorumSasl">0 to 3.</param>
/// <param name="ClientSasl">0 to 2.</param>
public readonly record struct SecurityPhases(ClientTlsPhase ClientTls, QuorumTlsPhase QuorumTls, QuorumSaslPhase QuorumSasl, ClientSaslPhase ClientSasl)
{
    /// <summary>A step as its setting spells it.</summary>
    public static string Word<T>(T phase) where T : struct, Enum => phase.ToString().ToLowerInvariant();
}
