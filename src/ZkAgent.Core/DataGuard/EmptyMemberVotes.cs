using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.DataGuard;

/// <summary>Chooses the members without data that may vote with those that have data, so that every quorum then needs all that have data.</summary>
internal static class EmptyMemberVotes
{
    /// <param name="rule">Which servers are a quorum.</param>
    /// <param name="withData">The voters with data.</param>
    /// <param name="already">Others that have a vote already.</param>
    /// <param name="blank">Voters without data; the lowest is chosen first.</param>
    /// <returns>Those that get a vote; null where no choice of lowest ids gives a quorum that needs all data.</returns>
    public static IReadOnlyList<ServerId>? Choose(
        QuorumRule rule, IReadOnlyCollection<ServerId> withData, IReadOnlyCollection<ServerId> already, IEnumerable<ServerId> blank)
    {
        List<ServerId> chosen = [];
        HashSet<ServerId> voting = [.. withData, .. already];
        foreach (var candidate in blank.OrderBy(b => b.Value))
        {
            if (rule.ContainsQuorum(voting)) break;
            // A heavy member without data could elect itself, alone or with a part of those that have data.
            if (withData.Any(h => rule.ContainsQuorum(voting.Append(candidate).Where(v => v != h)))) continue;
            voting.Add(candidate);
            chosen.Add(candidate);
        }
        return rule.ContainsQuorum(voting) ? chosen : null;
    }
}
