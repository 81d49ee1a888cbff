using ZkAgent.CommandLine;
using ZkAgent.Core.Settings;
using ZkAgent.Machine;

namespace ZkAgent.Commands;

/// <summary>The raw settings of a command: its own, and below them those of the agent that runs the container.</summary>
internal static class CommandSources
{
    /// <param name="invocation">The command line, whose flags are settings.</param>
    public static SettingSources Read(Invocation invocation) => Read(invocation, SettingSourcesReader.Variables(), RunningAgent.Find());

    /// <param name="invocation">The command line, whose flags are settings.</param>
    /// <param name="variables">The command's environment.</param>
    /// <param name="agent">What the container's agent was told; null where there is none next to this process.</param>
    public static SettingSources Read(Invocation invocation, IReadOnlyDictionary<string, string> variables, RunningAgent? agent) => agent is null
        ? SettingSourcesReader.Read(invocation.Settings, invocation.Fallbacks, variables)
        : SettingSourcesReader.Read(Over(agent.Invocation.Settings, invocation.Settings), agent.Invocation.Fallbacks, Over(agent.Variables, variables));

    private static Dictionary<string, string> Over(IReadOnlyDictionary<string, string> below, IReadOnlyDictionary<string, string> above)
    {
        var both = new Dictionary<string, string>(below);
        foreach (var (name, value) in above) both[name] = value;
        return both;
    }
}
