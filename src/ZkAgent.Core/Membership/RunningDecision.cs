using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Membership;

/// <summary>Decides what this member does about the membership now.</summary>
/// <param name="Action">What.</param>
/// <param name="Target">The whole list to commit; null where nothing is to be changed.</param>
/// <param name="Sentence">Why.</param>
public sealed record RunningDecision(RunningAction Action, IReadOnlyList<EnsembleServer>? Target, string Sentence)
{
    /// <summary>How long the first member has for a change before another one makes it.</summary>
    public static readonly TimeSpan TakeOver = TimeSpan.FromSeconds(5);

    /// <param name="facts">What is known.</param>
    /// <param name="need">What the membership needs by the same facts; null where no configuration is known.</param>
    public static RunningDecision Decide(RunningFacts facts, MembershipNeed? need)
    {
        if (facts.Configuration is not { } configuration || need is null) return Nothing("no configuration is known yet");
        if (facts.Own.Report is { Draining: true }) return Nothing("this member leaves; the others change the membership");
        if (!facts.Serves) return Nothing(TooFew(facts, configuration) ?? "ZooKeeper does not serve here, so this member changes no membership");
        if (need.Target is null) return new(need.Action, null, need.Sentence);
        if (need.Actors.Count == 0) return new(RunningAction.Wait, null, $"{need.Sentence}; no wanted voter is ready to do it");
        if (need.Actors[0].Id == facts.Self.Id) return new(need.Action, need.Target, need.Sentence);
        return facts.DueFor >= TakeOver && need.Actors.Any(a => a.Id == facts.Self.Id)
            ? new(need.Action, need.Target, $"{need.Sentence}; {need.Actors[0].ShortName} has not done it")
            : new(RunningAction.Wait, null, $"{need.Actors[0].ShortName} is {need.Sentence}");
    }

    /// <summary>The list to commit in place of a configuration that was read just now, which may be another than the decision's.</summary>
    /// <returns>Null where that configuration needs no change, or another one.</returns>
    public IReadOnlyList<EnsembleServer>? TargetFor(RunningFacts facts, EnsembleConfiguration configuration)
    {
        var need = MembershipNeed.Of(facts with { Configuration = configuration }, configuration);
        return need.Action == Action ? need.Target : null;
    }

    private static RunningDecision Nothing(string sentence) => new(RunningAction.Nothing, null, sentence);

    /// <summary>After a scale to zero, or by mistake: fewer pods are started than the last configuration needs for a quorum.</summary>
    private static string? TooFew(RunningFacts facts, EnsembleConfiguration configuration)
    {
        var topology = configuration.Topology;
        if (facts.Range is not { } range || topology.Rule.ContainsQuorum(topology.Participants.Where(p => !facts.Pattern.Owns(p) || facts.Wants(p)).Select(p => p.Id))) return null;
        // The fewest pods, counted from the first ordinal, among which are a quorum of the configuration.
        var enough = Enumerable.Range(1, ServerId.Highest).FirstOrDefault(count => topology.Rule.ContainsQuorum(topology.Participants
            .Where(p => !facts.Pattern.Owns(p) || new WantedMembers.Range(range.First, count).Contains(facts.Pattern.OrdinalOf(p.Id))).Select(p => p.Id)));
        var fix = enough > 0 ? $"scale to {enough} first" : "start its voters first";
        return $"the configuration names {MembershipWords.Voters(topology.Participants.Count)} and {range.Words()} starts too few of them for a quorum: {fix}";
    }
}
