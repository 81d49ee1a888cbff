using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>Rules that the product must not have: with each of them the model finds what must never happen.</summary>
internal static class WeakerRules
{
    /// <summary>What other images do: the list is computed from the number of replicas at every start.</summary>
    public static readonly MembershipRule ListOfReplicas = new("a list from ZK_REPLICAS at every start")
    {
        Start = facts => facts.Guard.Volume.Data == MemberData.Data
            ? new(new(GuardAction.Start, "starts by ZK_REPLICAS"), new(new(0, [.. Enumerable.Range(0, facts.Replicas).Select(facts.Pattern.At)]), StartListKind.First))
            : StartDecision.Decide(facts),
    };

    /// <summary>A member that answers counts as synchronised.</summary>
    public static readonly MembershipRule UnsynchronisedPromotion = new("promotion of an unsynchronised member")
    {
        Seen = facts => facts with { Peers = [.. facts.Peers.Select(p => Synchronised(p, facts.Configuration))] },
    };

    /// <summary>Neither claims, nor the headless service, nor ZK_REPLICAS counts.</summary>
    public static readonly MembershipRule FounderAsksItsOwnNumber = new("a founder that asks only its own N")
    {
        Start = facts => facts.Wanted is not WantedMembers.Range range ? StartDecision.Decide(facts)
            : StartDecision.Decide(facts with { Replicas = range.Count, Claims = [], SilentAddresses = [], Guard = facts.Guard with { Now = Within(facts, range), Before = Within(facts, range) } }),
    };

    /// <summary>The operator's override is not needed.</summary>
    public static readonly MembershipRule ListOfIdentity = new("a volume without lists starts by its identity file")
    {
        Start = facts => facts.Own is null && facts.Guard.Volume is { Data: MemberData.Data, VolumeIdentity: { Served: true } identity } && StartDecision.Decide(facts).Decision.Action == GuardAction.Hold
            ? new(new(GuardAction.Start, "starts by the list of its identity file"), new(new(identity.Configuration ?? 0, [.. identity.Members.Select(id => facts.Pattern.At(facts.Pattern.OrdinalOf(id)))]), StartListKind.Taken))
            : StartDecision.Decide(facts),
    };

    /// <summary>A volume that was synchronised and has no list yet looks like that of a static ensemble.</summary>
    public static readonly MembershipRule NoIdentityBeforeAStart = new("no identity file before a start") { IdentifiesStarts = false };

    /// <summary>A joining member takes the first list that it hears.</summary>
    public static readonly MembershipRule JoinsByAnyList = new("a joining member with a list of version 0") { JoinsByVersion = false };

    private static PeerAnswer Synchronised(PeerAnswer peer, EnsembleConfiguration? configuration) => peer.Report is not { Volume: { } volume } report ? peer
        : peer with { Report = report with { Serving = true, Volume = volume with { Data = MemberData.Data }, Membership = new(configuration, EverComplete: false) } };

    private static List<PeerAnswer> Within(StartFacts facts, WantedMembers.Range range) =>
        [.. facts.Guard.Now.Where(p => range.Contains(facts.Pattern.OrdinalOf(p.Server.Id)))];
}
