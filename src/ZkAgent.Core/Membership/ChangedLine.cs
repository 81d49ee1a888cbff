using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Membership;

/// <summary>The own server line where the configuration has another one than the settings: other ports, another client address, no vote any more.</summary>
/// <remarks>A vote is not given this way: <see cref="Promotion"/> does that.</remarks>
public static class ChangedLine
{
    /// <summary>The line that the configuration has and that is not the settings'; null where they agree, or the member is not named or not wanted.</summary>
    public static EnsembleServer? Find(ServerPattern pattern, EnsembleServer self, EnsembleConfiguration configuration) =>
        configuration.Find(self.Id) is { } line && pattern.Owns(line) && ServerSpec.Format(line) != ServerSpec.Format(self) ? line : null;

    /// <returns>Null where there is nothing to change.</returns>
    public static MembershipNeed? Of(RunningFacts facts, EnsembleConfiguration configuration)
    {
        if (Find(facts.Pattern, facts.Self, configuration) is not { } line || !facts.Wants(facts.Self)) return null;
        // The vote comes later, when this member is synchronised.
        var next = line.Role == ServerRole.Observer ? facts.Self with { Role = ServerRole.Observer } : facts.Self;
        if (ServerSpec.Format(next) == ServerSpec.Format(line)) return null;
        var target = TargetList.With(configuration, [next]);
        return TargetList.Problem(facts, target) is { } problem
            ? MembershipNeed.Wait(RunningAction.Wait, $"the line of {facts.Self.ShortName} differs from the settings and is not changed now, because {problem}")
            : new(RunningAction.ChangeLine, [next], target, [facts.Self],
                $"changing the line of {facts.Self.ShortName} from {ServerSpec.Format(line)} to {ServerSpec.Format(next)}, as the settings have it");
    }
}
