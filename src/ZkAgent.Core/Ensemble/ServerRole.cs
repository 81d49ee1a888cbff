namespace ZkAgent.Core.Ensemble;

/// <summary>The role a server is configured for: a participant votes, an observer only follows.</summary>
public enum ServerRole
{
    Participant,
    Observer,
}
