using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Membership;

/// <summary>What one member knows when it decides how to stop.</summary>
/// <param name="Running">What it knows of the membership. The wanted range was read consistently.</param>
/// <param name="Asked">How long ago it was asked to stop.</param>
/// <param name="WithoutQuorum">For how long its ZooKeeper has not served; null while it does.</param>
public sealed record StoppingFacts(RunningFacts Running, TimeSpan Asked, TimeSpan? WithoutQuorum);

/// <summary>Decides how this member stops: for good, after it left the configuration, or for a while.</summary>
/// <param name="Action">What.</param>
/// <param name="Target">The list to commit by <see cref="StoppingAction.Leave"/>; else null.</param>
/// <param name="Sentence">Why.</param>
public sealed record StoppingDecision(StoppingAction Action, IReadOnlyList<EnsembleServer>? Target, string Sentence)
{
    /// <summary>How long the API server is asked.</summary>
    public static readonly TimeSpan RangeTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long a quorum may be away. The members that leave together may take a leader with them, more than once.</summary>
    public static readonly TimeSpan QuorumTimeout = TimeSpan.FromSeconds(5);

    public static StoppingDecision Decide(StoppingFacts facts)
    {
        var running = facts.Running;
        switch (running.Wanted)
        {
            case WantedMembers.Unknown unknown:
                return facts.Asked < RangeTimeout
                    ? new(StoppingAction.Wait, null, $"asking the API server whether this member stops for good: {unknown.Why}")
                    : new(StoppingAction.PassGate, null, $"the API server does not say whether this member stops for good; stopping as for a restart: {unknown.Why}");
            case WantedMembers.Gone gone:
                return new(StoppingAction.PassGate, null, $"stopping and keeping the membership, because {gone.Why}");
            case WantedMembers.Range range when range.Contains(running.Pattern.OrdinalOf(running.Self.Id)):
                return new(StoppingAction.PassGate, null, $"stopping for a while: {running.Self.ShortName} is within {range.Words()}");
        }
        if (running.Configuration is not { } configuration) return new(StoppingAction.Stop, null, "stopping for good: no configuration is known here, so none names this member");
        return configuration.Find(running.Self.Id) is null ? AfterLeaving(running, configuration) : BeforeLeaving(facts, configuration);
    }

    /// <summary>The list to commit in place of a configuration that was read just now; null where it needs no change.</summary>
    public static IReadOnlyList<EnsembleServer>? TargetFor(RunningFacts facts, EnsembleConfiguration configuration) =>
        StaticVoters.Problem(facts, configuration) is null ? Removal.Of(facts with { Configuration = configuration }, configuration)?.Target : null;

    private static StoppingDecision BeforeLeaving(StoppingFacts facts, EnsembleConfiguration configuration)
    {
        var running = facts.Running;
        if (facts.WithoutQuorum is { } lasted)
            return lasted < QuorumTimeout
                ? new(StoppingAction.Wait, null, "waiting for a quorum, to leave the configuration")
                : new(StoppingAction.Stop, null, "stopping without having left the configuration: ZooKeeper serves in no quorum here; the others remove this member");
        if (StaticVoters.Problem(running, configuration) is { } problem)
            return new(StoppingAction.PassGate, null, $"stopping without having left the configuration: {problem}");
        return Removal.Of(running, configuration) switch
        {
            { Target: { } target } removal => new(StoppingAction.Leave, target, $"leaving the configuration first: {removal.Sentence}"),
            // A line that names this id and another host is that of another member.
            null => new(StoppingAction.PassGate, null, $"the configuration names another host for server {running.Self.Id}; stopping as for a restart"),
            { Sentence: var sentence } => new(StoppingAction.Wait, null, $"waiting to leave the configuration: {sentence}"),
        };
    }

    private static StoppingDecision AfterLeaving(RunningFacts facts, EnsembleConfiguration configuration)
    {
        var topology = configuration.Topology;
        // A static voter tells no version.
        if (StaticVoters.Problem(facts, configuration) is { } problem) return new(StoppingAction.PassGate, null, $"stopping without a vote: {problem}");
        List<ServerId> told = [.. topology.Participants.Where(p => facts.ReportOf(p.Id)?.Membership?.Configuration?.Version >= configuration.Version).Select(p => p.Id)];
        return topology.Rule.ContainsQuorum(told)
            ? new(StoppingAction.Stop, null, $"stopping for good: {MembershipWords.Voters(topology.Participants.Count)} {(topology.Participants.Count == 1 ? "remains" : "remain")} and this member is not among them")
            : new(StoppingAction.Wait, null, $"this member has left; waiting until a quorum of the others has written it down: {topology.Rule.Share(told)} so far");
    }
}
