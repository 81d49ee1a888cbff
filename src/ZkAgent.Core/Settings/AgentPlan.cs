using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Settings;

/// <summary>Everything that follows from what the agent was told and where it runs: read once, then never changed.</summary>
/// <param name="Settings">The validated settings; null when there are problems.</param>
/// <param name="Topology">All servers; null when there are problems.</param>
/// <param name="Seat">Our place among them; null when there are problems or when we are no member.</param>
/// <param name="Problems">All that can't work; empty when it can.</param>
/// <param name="Warnings">What works and was hardly meant.</param>
/// <param name="Effective">Each setting's value and origin.</param>
public sealed record AgentPlan(
    AgentSettings? Settings,
    EnsembleTopology? Topology,
    Seat? Seat,
    IReadOnlyList<SettingsProblem> Problems,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<EffectiveSetting> Effective)
{
    /// <summary>Reads settings, then the members, and reports the problems of both together.</summary>
    /// <param name="sources">Flags, environment and the mounted file.</param>
    /// <param name="facts">What the machine says of itself.</param>
    /// <param name="memoryLimit">The container's memory limit in bytes; null where there is none.</param>
    /// <param name="member">True when this host must be one of the members.</param>
    public static AgentPlan Make(SettingSources sources, HostFacts facts, long? memoryLimit, bool member)
    {
        var reading = SettingsReader.Read(sources, memoryLimit);
        var ensemble = EnsembleReader.Read(reading.Ensemble, facts, reading.ClientAddress, member);
        SettingsProblem[] problems = [.. reading.Problems, .. ensemble.Problems];
        var derived = ensemble.Effective.ToDictionary(e => e.Name);
        return new(
            problems.Length > 0 ? null : reading.Settings,
            problems.Length > 0 ? null : ensemble.Topology,
            problems.Length > 0 ? null : ensemble.Seat,
            problems,
            [.. reading.Warnings, .. ensemble.Warnings],
            // What was worked out from names replaces the empty value of a setting that nobody gave.
            [.. reading.Effective.Select(e => derived.TryGetValue(e.Name, out var d) ? d : e)]);
    }
}
