using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Membership;

/// <summary>Makes whole lists of servers from a configuration, and refuses those that would have no quorum.</summary>
public static class TargetList
{
    /// <summary>The configuration's servers with these lines added or replaced, in the order of their ids.</summary>
    public static IReadOnlyList<EnsembleServer> With(EnsembleConfiguration configuration, IReadOnlyList<EnsembleServer> lines) =>
        [.. configuration.Servers.Where(s => lines.All(l => l.Id != s.Id)).Concat(lines).OrderBy(s => s.Id.Value)];

    /// <summary>The configuration's servers without these.</summary>
    public static IReadOnlyList<EnsembleServer> Without(EnsembleConfiguration configuration, IReadOnlyList<EnsembleServer> removed) =>
        [.. configuration.Servers.Where(s => removed.All(r => r.Id != s.Id))];

    /// <summary>ZooKeeper accepts a list of which a quorum is connected, with data or without. This asks the members themselves.</summary>
    /// <returns>Why the list must not be committed, in words that follow "because"; null where it may be.</returns>
    public static string? Problem(RunningFacts facts, IReadOnlyList<EnsembleServer> target)
    {
        var topology = new EnsembleTopology(target);
        if (topology.Participants.Count == 0) return "no voter would be left";
        var serving = topology.Participants.Where(p => facts.ReportOf(p.Id) is { Serving: true }).ToList();
        return topology.Rule.ContainsQuorum(serving.Select(s => s.Id))
            ? null
            : $"of the {MembershipWords.Voters(topology.Participants.Count)} that would remain {serving.Count} {(serving.Count == 1 ? "serves" : "serve")} and a quorum is {topology.Rule.Needed}";
    }
}
