using System.Globalization;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Families;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Discovery;

/// <summary>Everything that follows from what the agent was told and where it runs: read once, then never changed.</summary>
/// <param name="Settings">The validated settings; null when there are problems.</param>
/// <param name="Topology">All servers; null when there are problems.</param>
/// <param name="LocalMember">Our place among them; null when there are problems or when we are no member.</param>
/// <param name="Problems">All that can't work; empty when it can.</param>
/// <param name="Warnings">What works and was hardly meant.</param>
/// <param name="Effective">Each setting's value and origin.</param>
public sealed record AgentPlan(
    AgentSettings? Settings,
    EnsembleTopology? Topology,
    LocalMember? LocalMember,
    IReadOnlyList<SettingsProblem> Problems,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<EffectiveSetting> Effective)
{
    /// <summary>What the operator may want to know of where settings came from; a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Reads settings, then the members, and reports the problems of both together.</summary>
    /// <param name="sources">Flags, environment and the mounted file.</param>
    /// <param name="facts">What the machine says of itself.</param>
    /// <param name="memoryLimit">The container's memory limit in bytes; null where there is none.</param>
    /// <param name="member">True when this host must be one of the members.</param>
    public static AgentPlan Make(SettingSources sources, HostFacts facts, long? memoryLimit, bool member)
    {
        var reading = SettingsReader.Read(sources, memoryLimit);
        var ensemble = EnsembleReader.Read(reading.Ensemble, facts, reading.ClientAddress, member);
        var (settings, portProblem) = WithListedPorts(reading, ensemble.LocalMember);
        SettingsProblem[] problems =
        [
            .. reading.Problems, .. ensemble.Problems.Where(p => !FollowsFrom(reading.Refused, p)), .. portProblem is null ? [] : new[] { portProblem },
            .. QuorumGroups.Problems(reading.Effective, ensemble.LocalMember),
        ];
        if (problems.Length == 0 && ensemble.Topology is { } members)
        {
            members = members with { Rule = ensemble.LocalMember is { Standalone: true } ? members.Rule : QuorumGroups.RuleOf(reading.Effective, members) };
            ensemble = ensemble with { Topology = members, LocalMember = ensemble.LocalMember is { } own ? own with { Topology = members } : null };
        }
        var derived = ensemble.Effective.ToDictionary(e => e.Name);
        if (settings is not null && !ReferenceEquals(settings, reading.Settings))
            derived[SettingCatalog.ClientPort.Name] = new(SettingCatalog.ClientPort.Name,
                settings.Ensemble.ClientPort.ToString(CultureInfo.InvariantCulture), SettingCatalog.Servers.Name);
        var refused = problems.Length > 0;
        return new(
            refused ? null : settings,
            refused ? null : ensemble.Topology,
            refused ? null : ensemble.LocalMember,
            problems,
            [.. reading.Warnings.Concat(ensemble.Warnings).Concat(ensemble is { Topology: { } list, LocalMember: not { Pattern: not null } } ? QuorumWarnings.Of(list) : []).Concat(PeerType.Warnings(reading.Effective, ensemble.LocalMember)).Select(LogEscaping.Clean)],
            [.. reading.Effective.Select(e => derived.TryGetValue(e.Name, out var d) ? Merged(e, d) : e)])
        {
            Notes = [.. FamilySentences.Of(sources, reading.Effective, reading.Settings?.AgentPort).Select(LogEscaping.Clean)],
        };
    }

    /// <summary>The same with one more problem; unchanged without one.</summary>
    public AgentPlan With(SettingsProblem? problem) =>
        problem is null ? this : this with { Settings = null, Topology = null, LocalMember = null, Problems = [.. Problems, problem] };

    /// <summary>True for a problem that may be gone once a wrong value is put right: which pod this is, or where the others are.</summary>
    private static bool FollowsFrom(IReadOnlySet<string> refused, SettingsProblem problem) =>
        refused.Overlaps([SettingCatalog.MyId.Name, SettingCatalog.MyIdOffset.Name, SettingCatalog.OrdinalStart.Name, SettingCatalog.StatefulSet.Name])
        || (problem.Name == SettingCatalog.HeadlessService.Name
            && refused.Overlaps([SettingCatalog.HeadlessService.Name, SettingCatalog.Namespace.Name, SettingCatalog.ClusterDomain.Name]));

    /// <summary>A derived value replaces one that was not given. For a given value, the value becomes the effective one and the origin stays.</summary>
    private static EffectiveSetting Merged(EffectiveSetting told, EffectiveSetting derived) =>
        derived.Origin == derived.Name && told.Origin != FoundValue.ByDefault ? told with { Value = derived.Value } : derived;

    /// <summary>A listed server's own client port is the one to listen on; ZooKeeper ends over two that differ.</summary>
    private static (AgentSettings? Settings, SettingsProblem? Problem) WithListedPorts(SettingsResult reading, LocalMember? local)
    {
        if (reading.Settings is not { Ensemble.Servers: not null } settings || local is null) return (reading.Settings, null);
        var port = local.Self.ClientPort.ToString(CultureInfo.InvariantCulture);
        if (local.Self.ClientPort == settings.AgentPort || (!local.Standalone && (local.Self.ServerPort == settings.AgentPort || local.Self.ElectionPort == settings.AgentPort)))
            return (null, new(SettingCatalog.AgentPort.Name, settings.AgentPort.ToString(CultureInfo.InvariantCulture),
                $"a port of its own: server.{local.Self.Id} in {SettingCatalog.Servers.Name} has the same"));
        if (local.Self.ClientPort == settings.Ensemble.ClientPort) return (settings, null);
        var told = reading.Effective.First(e => e.Name == SettingCatalog.ClientPort.Name);
        if (told.Origin != FoundValue.ByDefault)
            return (null, new(told.Origin, told.Value, $"{port}, the client port that {SettingCatalog.Servers.Name} gives server.{local.Self.Id}; remove one of them"));
        return (settings with
        {
            Ensemble = settings.Ensemble with { ClientPort = local.Self.ClientPort },
            ZooKeeper = settings.ZooKeeper with { Keys = [.. settings.ZooKeeper.Keys.Select(k => k.Key == "clientPort" ? new(k.Key, port) : k)] },
        }, null);
    }
}
