using System.Globalization;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Discovery;

/// <summary>Checks group.N and weight.N against the members: ZooKeeper's hierarchical quorums (QuorumHierarchical.parse).</summary>
internal static class QuorumGroups
{
    private const string Group = "group.";
    private const string Weight = "weight.";

    /// <summary>Everything that keeps ZooKeeper from starting, or the members from a quorum.</summary>
    /// <param name="settings">The effective settings, among which group.N and weight.N are, each with a value of the right form.</param>
    /// <param name="local">Our place among the members; null where it is not known, and what hangs on the members is not judged.</param>
    public static IEnumerable<SettingsProblem> Problems(IReadOnlyList<EffectiveSetting> settings, LocalMember? local)
    {
        var groups = settings.Where(s => s.Name.StartsWith(Group, StringComparison.Ordinal)).ToList();
        var weights = settings.Where(s => s.Name.StartsWith(Weight, StringComparison.Ordinal)).GroupBy(s => Id(s.Name[Weight.Length..])).ToDictionary(g => g.Key, g => g.Last());
        var groupOf = new Dictionary<int, EffectiveSetting>();
        foreach (var group in groups)
            foreach (var id in Ids(group))
                if (!groupOf.TryAdd(id, group)) yield return Problem(group, $"each server in one group: {id} is in {(groupOf[id] == group ? "it twice" : groupOf[id].Name)}");
        if (local is null || (groups.Count == 0 && weights.Count == 0)) yield break;
        if (local.Standalone)
        {
            if (groups.Count > 0) yield return Problem(groups[0], "no group for a server that is alone, or ZooKeeper ends; remove it");
            yield break;
        }
        var voters = local.Topology.Participants.Select(p => p.Id.Value).ToHashSet();
        if (voters.Where(v => !groupOf.ContainsKey(v)).ToList() is { Count: > 0 } left)
            yield return Problem(groups.FirstOrDefault() ?? weights.Values.First(), $"{(groups.Count > 0 ? "every voting server in a group" : "groups with the weights")}, or ZooKeeper ends: {Servers(left)} in none");
        foreach (var group in groups)
            if (Ids(group).Where(id => !voters.Contains(id) && !weights.ContainsKey(id)).ToList() is { Count: > 0 } strangers)
                yield return Problem(group, $"voting servers only, or ZooKeeper ends: {string.Join(", ", strangers)} {(strangers.Count > 1 ? "are" : "is")} none");
        if (groups.Count > 0 && groupOf.Keys.All(id => weights.TryGetValue(id, out var weight) && ValueReaders.LongNumber(weight.Value) == 0))
            yield return Problem(weights.Values.First(), "a weight above 0 for some server in a group, or there is never a quorum");
        else if (groups.Count > 0 && weights.Count > 0 && voters.All(groupOf.ContainsKey) && RuleOf(settings, local.Topology) is { } rule && rule.FewestOthers() is null)
            yield return Problem(weights.Values.First(), "so much weight for voting servers that all of them together are a quorum");
    }

    /// <summary>Which servers are a quorum by these settings, which have no problem.</summary>
    public static QuorumRule RuleOf(IReadOnlyList<EffectiveSetting> settings, EnsembleTopology topology) => QuorumRule.Of(
        [.. topology.Participants.Select(p => p.Id)],
        settings.Where(s => s.Name.StartsWith(Group, StringComparison.Ordinal)).Select(s => Ids(s).Select(id => new ServerId(id))),
        settings.Where(s => s.Name.StartsWith(Weight, StringComparison.Ordinal)).GroupBy(s => Id(s.Name[Weight.Length..]))
            .ToDictionary(g => new ServerId(g.Key), g => ValueReaders.LongNumber(g.Last().Value) ?? 1));

    private static int[] Ids(EffectiveSetting group) => [.. group.Value.Split(':').Select(Id)];

    private static int Id(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Servers(List<int> ids) => $"{(ids.Count > 1 ? "servers" : "server")} {string.Join(", ", ids)} {(ids.Count > 1 ? "are" : "is")}";

    private static SettingsProblem Problem(EffectiveSetting key, string expected) =>
        SettingsProblem.OfKey(key.Name, key.Origin, key.Value, expected);
}
