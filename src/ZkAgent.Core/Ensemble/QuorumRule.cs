using System.Globalization;

namespace ZkAgent.Core.Ensemble;

/// <summary>Says which sets of servers are a quorum: the one place that knows. Without group.N it is more than half of the voters.</summary>
/// <remarks>
/// With group.N it is what ZooKeeper's QuorumHierarchical computes: of the groups whose weight is above 0, more than half; in each of these,
/// more than half of the group's weight. A server without weight.N has weight 1. An observer never counts, but its weight is in its group's
/// total where it is listed. A majority is the special case of one group in which every weight is 1.
/// </remarks>
public sealed class QuorumRule
{
    private readonly HashSet<ServerId> _voters;
    private readonly List<QuorumGroup> _all;
    private readonly List<QuorumGroup> _groups;

    private QuorumRule(IReadOnlyList<ServerId> voters, List<QuorumGroup> groups, bool countsHeads)
    {
        (Voters, _voters, CountsHeads) = (voters, [.. voters], countsHeads);
        (_all, _groups) = (groups, [.. groups.Where(g => g.Total != 0)]);
    }

    /// <summary>The servers that vote.</summary>
    public IReadOnlyList<ServerId> Voters { get; }

    /// <summary>True where there are no groups, so that every voter counts alike.</summary>
    public bool CountsHeads { get; }

    /// <summary>More than half of the voters.</summary>
    public static QuorumRule Majority(IReadOnlyList<ServerId> voters) =>
        new(voters, [new([.. voters.Select(v => new QuorumWeight(v, 1))])], countsHeads: true);

    /// <param name="voters">The servers that vote.</param>
    /// <param name="groups">The servers of each group.N line, each server in one of them; none: a majority.</param>
    /// <param name="weights">The weight.N lines.</param>
    public static QuorumRule Of(IReadOnlyList<ServerId> voters, IEnumerable<IEnumerable<ServerId>> groups, IReadOnlyDictionary<ServerId, long> weights)
    {
        List<QuorumGroup> read = [.. groups.Select(group => new QuorumGroup([.. group.Select(id => new QuorumWeight(id, weights.TryGetValue(id, out var weight) ? weight : 1))]))];
        return read.Count == 0 ? Majority(voters) : new(voters, read, countsHeads: false);
    }

    /// <summary>True when these servers, of which those without a vote do not count, are a quorum.</summary>
    public bool ContainsQuorum(IEnumerable<ServerId> servers)
    {
        HashSet<ServerId> set = [.. servers];
        set.IntersectWith(_voters);
        return IsQuorum(set);
    }

    /// <summary>True when a quorum is left without one voter.</summary>
    public bool CanDoWithout(ServerId server) => ContainsQuorum(Voters.Where(v => v != server));

    /// <summary>How many more voters, chosen well, make a quorum with these servers; null where all voters together are none.</summary>
    public int? FewestOthers(params IReadOnlyCollection<ServerId> servers)
    {
        HashSet<ServerId> set = [.. servers];
        List<int> each = [];
        foreach (var group in _groups)
            if (group.FewestOthers(set, _voters) is { } fewest) each.Add(fewest);
        each.Sort();
        return _groups.Count > 0 && each.Count > _groups.Count / 2 ? each.Take(_groups.Count / 2 + 1).Sum() : null;
    }

    /// <summary>What a quorum needs, in words that follow "a quorum needs" or "a quorum is": "2", or "weight 7 of 12".</summary>
    public string Needed => CountsHeads ? Text(Voters.Count / 2 + 1)
        : _groups is [var only] ? $"weight {Text(only.Total / 2 + 1)} of {Text(only.Total)}"
        : $"more than half of the weight in {Text(_groups.Count / 2 + 1)} of {Text(_groups.Count)} groups";

    /// <summary>What servers have of a quorum: "2 of 3 voters", or "2 of 3 voters with weight 11 of 12".</summary>
    public string Share(IEnumerable<ServerId> servers)
    {
        HashSet<ServerId> set = [.. servers];
        set.IntersectWith(_voters);
        var heads = $"{Text(set.Count)} of {Text(Voters.Count)} voters";
        return CountsHeads ? heads
            : _groups is [var only] ? $"{heads} with weight {Text(only.WeightOf(set))} of {Text(only.Total)}"
            : $"{heads} with more than half of the weight in {Text(_groups.Count(g => g.HasMajority(set)))} of {Text(_groups.Count)} groups";
    }

    /// <summary>Groups and weights in one line, "1*10:2*1:3*1,4*1"; empty for a majority.</summary>
    public string Groups => CountsHeads ? "" : string.Join(',', _all.Select(g => string.Join(':', g.Weights.Select(w => $"{w.Server}*{Text(w.Weight)}"))));

    /// <summary>The rule of such a line; null where it is none.</summary>
    public static QuorumRule? Parse(string groups, IReadOnlyList<ServerId> voters)
    {
        if (groups.Length == 0) return Majority(voters);
        List<QuorumGroup> read = [];
        foreach (var group in groups.Split(','))
        {
            List<QuorumWeight> weights = [];
            foreach (var part in group.Split(':'))
            {
                if (part.Split('*') is not [var id, var weight] || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var server)
                    || !long.TryParse(weight, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
                weights.Add(new(new(server), number));
            }
            read.Add(new(weights));
        }
        return new(voters, read, countsHeads: false);
    }

    private bool IsQuorum(HashSet<ServerId> set) => _groups.Count(g => g.HasMajority(set)) > _groups.Count / 2;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
