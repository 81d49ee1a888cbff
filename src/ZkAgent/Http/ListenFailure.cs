using System.Net.Sockets;

namespace ZkAgent.Http;

/// <summary>A port that can't be listened on, in one sentence.</summary>
internal static class ListenFailure
{
    /// <summary>The sentence; null where the exception has another cause.</summary>
    public static string? Describe(Exception exception, int port) => exception is IOException or SocketException
        ? $"cannot listen on port {port} for the agent's HTTP server: {Innermost(exception)}; set ZK_AGENT_PORT to a free port"
        : null;

    private static string Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception.Message;
}
