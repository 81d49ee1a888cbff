using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Membership;

/// <summary>The addition of synchronised newcomers, in as few steps as possible, and never to two voters on the way to three.</summary>
public static class Promotion
{
    /// <summary>How long members that are still coming are waited for, so that one step adds them all.</summary>
    public static readonly TimeSpan Batch = TimeSpan.FromSeconds(6);

    /// <summary>How long a second newcomer is waited for where nothing says how many are wanted.</summary>
    public static readonly TimeSpan SecondNewcomer = TimeSpan.FromSeconds(60);

    /// <returns>Null where no newcomer is synchronised.</returns>
    public static MembershipNeed? Of(RunningFacts facts, EnsembleConfiguration configuration)
    {
        var (ready, coming) = Newcomers.Of(facts, configuration);
        if (ready.Count == 0)
            return coming.Count == 0 ? null : MembershipNeed.Wait(RunningAction.Wait, $"{coming.Names()} {MembershipWords.Are(coming.Count)} not synchronised yet");
        var target = TargetList.With(configuration, ready);
        var (before, after) = (configuration.Topology.Participants.Count, target.Count(s => s.Role == ServerRole.Participant));
        var synchronised = $"{ready.Names()} {MembershipWords.Are(ready.Count)} synchronised";
        if (before == 1 && after == 2)
        {
            if (facts.Range is { } range && range.Ordinals.Count(o => facts.Pattern.At(o).Role == ServerRole.Participant) > 2 && coming.Any(c => c.Role == ServerRole.Participant))
                return MembershipNeed.Wait(RunningAction.Wait, $"{synchronised}; waiting for a second newcomer, because two voters are worse than one");
            if (facts.Range is null && facts.NewcomersFor < SecondNewcomer)
                return MembershipNeed.Wait(RunningAction.Wait, $"{synchronised}; waiting {SecondNewcomer.TotalSeconds:0} s for a second newcomer, because the wanted number is not known");
        }
        if (coming.Count > 0 && facts.NewcomersFor < Batch && after > before)
            return MembershipNeed.Wait(RunningAction.Wait, $"{synchronised}; waiting up to {Batch.TotalSeconds:0} s for {coming.Names()}, to add all in one step");
        if (TargetList.Problem(facts, target) is { } problem)
            return MembershipNeed.Wait(RunningAction.Wait, $"{synchronised} and not added now, because {problem}");
        var step = after > before ? $"{before} → {MembershipWords.Voters(after)}" : ready.Count == 1 ? "an observer" : "observers";
        return new(RunningAction.Promote, ready, target, ready, $"adding {ready.Names()}: {step}");
    }
}
