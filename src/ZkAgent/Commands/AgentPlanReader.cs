using ZkAgent.CommandLine;
using ZkAgent.Core.Discovery;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Settings;
using ZkAgent.Launch;
using ZkAgent.Machine;

namespace ZkAgent.Commands;

/// <summary>Makes the plan from the real environment: the one place where settings come in.</summary>
internal static class AgentPlanReader
{
    /// <param name="invocation">The command line, whose flags are settings.</param>
    /// <param name="member">True when this host must be one of the members.</param>
    public static (AgentPlan Plan, SettingSources Sources) Read(Invocation invocation, bool member)
    {
        var sources = CommandSources.Read(invocation);
        var plan = AgentPlan.Make(sources, HostFactsFile.Read(), new MemoryLimit().Read(), member);
        return (member ? plan.With(OfTheImage(plan, sources)) : plan, sources);
    }

    /// <summary>The features that the settings need and this ZooKeeper does not have. The image is read only if the settings need one.</summary>
    private static SettingsProblem? OfTheImage(AgentPlan plan, SettingSources sources)
    {
        if (!MetricsProvider.IsPrometheus(plan.Effective)) return null;
        var search = new InstallationSearch(sources.Environment, Environment.ProcessPath);
        var command = plan.Effective.First(e => e.Name == SettingCatalog.ServerCommand.Name).Value;
        return search.Find(command.Length > 0 ? command : null).Installation is { } installation
            ? MetricsProvider.Problem(plan.Effective, search.HasPrometheusProvider(installation), sources.Environment.GetValueOrDefault("CLASSPATH"))
            : null;
    }
}
