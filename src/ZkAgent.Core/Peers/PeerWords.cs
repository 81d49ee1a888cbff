namespace ZkAgent.Core.Peers;

/// <summary>Why a peer's agent tells nothing, and what to do about it, in words that follow the member's name.</summary>
public static class PeerWords
{
    private const int Ok = 200, NotFound = 404;

    /// <summary>What an agent answers to a question for another member (RFC 9110, 15.5.20).</summary>
    public const int Misdirected = 421;

    /// <summary>A proxy before the agent; null where the agent itself may have answered so.</summary>
    /// <remarks>An agent answers 200 or 421 to what a peer asks, and one of an older version 404. It never says what server it is.</remarks>
    /// <param name="port">Where agents listen.</param>
    public static string? Proxy(AgentAnswer answer, int port) => answer is { Status: 0 or Ok } or { Status: NotFound or Misdirected, Server: null }
        ? null
        : $"is behind a proxy{(answer.Server is { } server ? $" ({server})" : "")}: a proxy answered {answer.Status} in its agent's place; exclude port {port} from the mesh";

    /// <summary>The agent's port is silent while another port of the same member is not.</summary>
    /// <param name="answer">The agent's answer, a dropped one.</param>
    /// <param name="agentPort">Where agents listen.</param>
    /// <param name="answering">A port of its ZooKeeper that takes connections.</param>
    /// <param name="opener">The value of the image's own chart that opens the port; null where there is none.</param>
    public static string Blocked(AgentAnswer answer, int agentPort, int answering, string? opener = null) =>
        $"{answer.Body} on port {agentPort}, but its port {answering} answers: a NetworkPolicy may block {agentPort}; open TCP port {agentPort} between the members{(opener is null ? "" : $" ({opener})")}";
}
