using ZkAgent.CommandLine;
using ZkAgent.Core.Settings;
using ZkAgent.Host;

namespace ZkAgent.Commands;

/// <summary>Makes the plan from the real environment: the one place where settings come in.</summary>
internal static class PlanReading
{
    /// <param name="invocation">The command line, whose flags are settings.</param>
    /// <param name="member">True when this host must be one of the members.</param>
    public static AgentPlan Read(Invocation invocation, bool member) => ReadWithSources(invocation, member).Plan;

    public static (AgentPlan Plan, SettingSources Sources) ReadWithSources(Invocation invocation, bool member)
    {
        var sources = CommandSources.Read(invocation);
        return (AgentPlan.Make(sources, HostFactsFile.Read(), new MemoryLimit().Read(), member), sources);
    }
}
