using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Membership;

/// <summary>Finds a voter that may still run a static list. It would count the old voters after a change, and not come back after its restart.</summary>
/// <remarks>
/// Agents change a configuration only when all its voters are dynamic. So where it was changed, a silent voter is no static one, unless it went
/// back to static membership since.
/// </remarks>
public static class StaticVoters
{
    /// <summary>True where a voter says that its list is static.</summary>
    public static bool AnyTells(RunningFacts facts, EnsembleConfiguration configuration) =>
        configuration.Topology.Participants.Any(v => v.Id != facts.Self.Id && facts.ReportOf(v.Id) is { Membership: null });

    /// <returns>Why the membership is not changed; null where no voter has a static list.</returns>
    public static string? Problem(RunningFacts facts, EnsembleConfiguration configuration)
    {
        foreach (var voter in configuration.Topology.Participants.Where(v => v.Id != facts.Self.Id))
        {
            var report = facts.ReportOf(voter.Id);
            if (report is { Membership: null })
                return $"{voter.ShortName} still runs a static list; the membership is not changed before all voters run with ZK_MEMBERSHIP=dynamic";
            if (report is null && (facts.SeenStatic.Contains(voter.Id) || !configuration.WasChanged && !facts.SeenDynamic.Contains(voter.Id)))
                return $"{voter.ShortName} does not answer and may still run a static list; the membership is not changed before it answers";
        }
        return null;
    }
}
