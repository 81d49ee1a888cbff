namespace ZkAgent.Core.Peers;

/// <summary>An agent's answer to a GET, or why there is none.</summary>
/// <param name="Status">The HTTP status; 0 when there is no answer.</param>
/// <param name="Body">The body, or the reason in words that follow the member's name: "refused the connection".</param>
public sealed record AgentAnswer(int Status, string Body)
{
    /// <summary>What the answer's sender calls itself; null where it does not say. An agent does not.</summary>
    public string? Server { get; init; }

    /// <summary>True where the question got no answer of any kind, not even a refusal: it was dropped on its way, or its receiver hangs.</summary>
    public bool Dropped { get; init; }

    /// <summary>No answer that could be read.</summary>
    public static AgentAnswer None(string reason) => new(0, reason);
}
