namespace ZkAgent.Machine;

/// <summary>The version that the build was given.</summary>
internal static class AgentVersion
{
    public static string Text { get; } = typeof(AgentVersion).Assembly.GetName().Version!.ToString(3);
}
