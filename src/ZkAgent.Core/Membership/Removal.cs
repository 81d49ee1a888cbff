using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Membership;

/// <summary>The removal of the members that the StatefulSet does not ask for, all in one step, whether their pods exist or not.</summary>
public static class Removal
{
    /// <returns>Null where no member is to be removed.</returns>
    public static MembershipNeed? Of(RunningFacts facts, EnsembleConfiguration configuration)
    {
        if (facts.Range is not { } range || facts.Beyond(configuration) is not { Count: > 0 } beyond) return null;
        var target = TargetList.Without(configuration, beyond);
        var why = $"{beyond.Names()} {MembershipWords.Are(beyond.Count)} beyond {range.Words()}";
        if (TargetList.Problem(facts, target) is { } problem) return MembershipNeed.Wait(RunningAction.Wait, $"{why}, and not removed now, because {problem}");
        List<EnsembleServer> actors = [.. target.Where(s =>
            s.Role == ServerRole.Participant && facts.Pattern.Owns(s) && facts.ReportOf(s.Id) is { Serving: true, Draining: false, Membership: not null })];
        return new(RunningAction.Remove, beyond, target, actors, $"removing {beyond.Names()}: {why}");
    }
}
