namespace ZkAgent.Core.Ensemble;

/// <summary>A server of a group and what it counts.</summary>
internal sealed record QuorumWeight(ServerId Server, long Weight);

/// <summary>A group of servers, of which more than half of the weight is a majority.</summary>
internal sealed class QuorumGroup(IReadOnlyList<QuorumWeight> weights)
{
    public IReadOnlyList<QuorumWeight> Weights => weights;

    /// <summary>The weight of all its servers, with a vote or without.</summary>
    public long Total { get; } = weights.Sum(w => w.Weight);

    public long WeightOf(IReadOnlySet<ServerId> servers) => weights.Where(w => servers.Contains(w.Server)).Sum(w => w.Weight);

    public bool HasMajority(IReadOnlySet<ServerId> servers) => WeightOf(servers) > Total / 2;

    /// <summary>How many voters in addition to these servers make a majority, the heaviest first; null where all voters are none.</summary>
    public int? FewestOthers(IReadOnlySet<ServerId> servers, IReadOnlySet<ServerId> voters)
    {
        var weight = weights.Where(w => servers.Contains(w.Server) && voters.Contains(w.Server)).Sum(w => w.Weight);
        var count = 0;
        foreach (var more in weights.Where(w => voters.Contains(w.Server) && !servers.Contains(w.Server)).OrderByDescending(w => w.Weight))
        {
            if (weight > Total / 2) return count;
            weight += more.Weight;
            count++;
        }
        return weight > Total / 2 ? count : null;
    }
}
