using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Health;

/// <summary>Who answers: the agent's version and the seat of the server it runs.</summary>
public sealed record AgentIdentity(string Version, Seat Seat);
