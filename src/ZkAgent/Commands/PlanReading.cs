using ZkAgent.CommandLine;
using ZkAgent.Core.Settings;
using ZkAgent.Host;

namespace ZkAgent.Commands;

/// <summary>Makes the plan from the real environment: the one place where settings come in.</summary>
internal static class PlanReading
{
    /// <param name="invocation">The command line, whose flags are settings.</param>
    /// <param name="member">True when this host must be one of the members.</param>
    public static AgentPlan Read(Invocation invocation, bool member) =>
        AgentPlan.Make(SettingSourcesReader.Read(invocation.Settings), HostFactsFile.Read(), new MemoryLimit().Read(), member);

    /// <summary>Prints every problem and gives the exit code; null when there is none.</summary>
    public static int? Refuse(AgentPlan plan, TextWriter error)
    {
        if (plan.Problems.Count == 0) return null;
        foreach (var problem in plan.Problems) error.WriteLine($"zkagent: {problem}");
        return ExitCodes.WrongSettings;
    }
}
