using ZkAgent.CommandLine;
using ZkAgent.Core.Discovery;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Text;
using ZkAgent.Volume;

namespace ZkAgent.Commands;

/// <summary><c>zkagent explain</c>: every setting, its value, where it came from, and what is odd about it.</summary>
internal static class ExplainCommand
{
    /// <param name="plan">What was read.</param>
    /// <param name="launch">A sentence for each decision about ZooKeeper's start; none where no ZooKeeper is installed.</param>
    /// <param name="output">Takes the text.</param>
    public static int Run(AgentPlan plan, IReadOnlyList<string> launch, TextWriter output)
    {
        var name = Width(plan, e => e.Name.Length);
        var value = Math.Min(Width(plan, e => Shown(e).Length), 48);
        foreach (var e in plan.Effective)
            output.WriteLine($"{e.Name.PadRight(name)}  {Shown(e).PadRight(value)}  {e.Origin}");
        if (plan is { Settings: { } settings, LocalMember: { } local })
        {
            output.WriteLine();
            output.WriteLine(settings.Jvm.HeapReason);
            output.WriteLine(local.Standalone ? "standalone: one server, no quorum" : $"server {local.Self.Id} of {local.Topology.Servers.Count}, quorum {local.Topology.Rule.Needed}");
            if (!local.Standalone)
                foreach (var server in local.Topology.Servers) output.WriteLine(Core.Ensemble.ServerSpec.Format(server));
            foreach (var sentence in launch) output.WriteLine(sentence);
        }
        if (plan.Notes.Count > 0) output.WriteLine();
        foreach (var note in plan.Notes) output.WriteLine(note);
        string[] warnings = [.. plan.Warnings, .. plan.Settings is { } read && MisplacedDataSearch.Warning(read.Directories) is { } misplaced ? [misplaced] : Array.Empty<string>()];
        if (warnings.Length > 0) output.WriteLine();
        foreach (var warning in warnings) output.WriteLine($"warning: {warning}");
        return ExitCodes.Ok;
    }

    private static int Width(AgentPlan plan, Func<EffectiveSetting, int> length) => plan.Effective.Max(length);

    private static string Shown(EffectiveSetting e) => e.Value.Length > 0 ? LogEscaping.Quote(e.Value) : "-";
}
