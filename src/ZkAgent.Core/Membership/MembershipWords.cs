using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Membership;

/// <summary>The parts that sentences about the membership share.</summary>
internal static class MembershipWords
{
    /// <summary>"zk-3 and zk-4".</summary>
    public static string Names(this IEnumerable<EnsembleServer> servers) => string.Join(" and ", servers.Select(s => s.ShortName));

    /// <summary>"spec.replicas=3", with the first ordinal where it is not 0.</summary>
    public static string Words(this WantedMembers.Range range) =>
        range.First == 0 ? $"spec.replicas={range.Count}" : $"spec.replicas={range.Count} from ordinal {range.First}";

    /// <summary>"is" or "are".</summary>
    public static string Are(int number) => number == 1 ? "is" : "are";

    /// <summary>"1 voter" or "3 voters".</summary>
    public static string Voters(int number) => number == 1 ? "1 voter" : $"{number} voters";
}
