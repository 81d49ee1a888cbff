using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Discovery;

/// <summary>Says what the number and the weights of the voters mean for the loss of one.</summary>
internal static class QuorumWarnings
{
    public static IEnumerable<string> Of(EnsembleTopology topology)
    {
        var voters = topology.Participants.Count;
        if (!topology.Rule.CountsHeads)
        {
            if (topology.Participants.Where(p => !topology.Rule.CanDoWithout(p.Id)).Select(p => p.ShortName).ToList() is { Count: > 0 } needed)
                yield return $"by group.N and weight.N every quorum needs {string.Join(" and ", needed)}: the loss of {(needed.Count == 1 ? "this server" : "one of these servers")} stops the ensemble, and its volume may hold writes that no other server has; give all servers the same weight";
        }
        else if (voters == 2)
            yield return "two participants: both must be up for a quorum, so the loss of either one stops the ensemble; use three";
        else if (voters > 2 && voters % 2 == 0)
            yield return $"{voters} participants tolerate no more failures than {voters - 1} do and need one more for a quorum; use an odd number";
    }
}
