using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Membership;

/// <summary>What the membership needs, from whichever member it is seen.</summary>
/// <param name="Action">The change, or that there is none.</param>
/// <param name="Servers">The servers that the change is about.</param>
/// <param name="Target">The whole list after the change; null where nothing is to be changed now.</param>
/// <param name="Actors">The members that may make the change, the first one before the others.</param>
/// <param name="Sentence">What and why.</param>
public sealed record MembershipNeed(
    RunningAction Action, IReadOnlyList<EnsembleServer> Servers, IReadOnlyList<EnsembleServer>? Target, IReadOnlyList<EnsembleServer> Actors, string Sentence)
{
    /// <param name="facts">What is known.</param>
    /// <param name="configuration">The configuration that is to be changed: the facts' own, or one that was read since.</param>
    public static MembershipNeed Of(RunningFacts facts, EnsembleConfiguration configuration)
    {
        if (StaticVoters.Problem(facts, configuration) is { } problem) return Wait(RunningAction.Wait, problem);
        // What can be done now comes first: members beyond the range stay until enough of the wanted ones have a vote.
        var needs = new[] { ChangedLine.Of(facts, configuration), Removal.Of(facts, configuration), Promotion.Of(facts, configuration) }.OfType<MembershipNeed>().ToList();
        return needs.Find(n => n.Target is not null) ?? needs.FirstOrDefault() ?? Wait(RunningAction.Nothing, Settled(facts, configuration));
    }

    /// <summary>True for the same change of the same servers.</summary>
    public bool IsSameAs(MembershipNeed? other) => other is not null && Action == other.Action && Servers.Select(s => s.Id).SequenceEqual(other.Servers.Select(s => s.Id));

    /// <summary>A need that is not met now.</summary>
    internal static MembershipNeed Wait(RunningAction action, string sentence) => new(action, [], null, [], sentence);

    private static string Settled(RunningFacts facts, EnsembleConfiguration configuration)
    {
        var voters = configuration.Topology.Participants;
        var dead = voters.Where(v => facts.ReportOf(v.Id) is not { Serving: true }).ToList();
        var sentence = dead.Count == 0
            ? $"{MembershipWords.Voters(voters.Count)}: {voters.Names()}"
            : $"{MembershipWords.Voters(voters.Count)}; {dead.Names()} {(dead.Count == 1 ? "does not serve and keeps its vote" : "do not serve and keep their votes")}";
        return facts.Wanted switch
        {
            WantedMembers.Unknown unknown => $"{sentence}; no member is removed: {unknown.Why}",
            WantedMembers.Gone gone => $"{sentence}; no member is removed, because {gone.Why}",
            _ => sentence,
        };
    }
}
