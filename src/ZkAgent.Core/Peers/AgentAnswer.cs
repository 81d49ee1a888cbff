namespace ZkAgent.Core.Peers;

/// <summary>An agent's answer to a GET, or why there is none.</summary>
/// <param name="Status">The HTTP status; 0 when there is no answer.</param>
/// <param name="Body">The body, or the reason in words.</param>
public sealed record AgentAnswer(int Status, string Body);
