using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Membership;

/// <summary>Decides with which list of servers a member with dynamic membership starts, and whether it starts at all.</summary>
/// <remarks>
/// An old list is as dangerous as an old volume: members that start with one form a quorum without those that were added since, and what was
/// acknowledged is rolled back. So a list of version 0 is written twice in an ensemble's life only: when it is founded, and when it
/// changes from static to dynamic membership.
/// </remarks>
public static class StartDecision
{
    public static StartPlan Decide(StartFacts facts) => RestoreStart.Decide(facts) is { } restore
        ? (restore.Decision is { } decision ? Of(decision, new(new(0, [facts.Self]), StartListKind.First)) : WithoutRestore(facts)) with { Restore = restore }
        : WithoutRestore(facts);

    private static StartPlan WithoutRestore(StartFacts facts)
    {
        var volume = facts.Guard.Volume;
        if (MovedList.Decide(facts) is { } moved) return moved;
        // A list that does not name this member may have moved, too, and the override is set.
        if (facts.Own is { } list) facts = facts with { Own = MovedList.WithOwnNames(facts.Pattern, facts.Self.Id, list) };
        var told = Told(facts);
        var own = Usable(facts);
        var hasVote = volume.Data is MemberData.Data or MemberData.Initialized;
        if (own is not null && own.Find(facts.Self.Id) is not null && hasVote && !IsRemoved(facts, own, told))
            return UnderList(facts, own, new(own, StartListKind.Kept), "member by configuration " + own.VersionText);
        if (hasVote && facts.Own is null && volume.VolumeIdentity is not { IsDynamic: true } && IsStillTheStaticList(told, facts.Self.Id)) return Migrate(facts, told);
        if (told is not null || own is not null && !hasVote) return WithoutVote(facts, Newer(told, own)!);
        if (hasVote) return WithoutList(facts, own);
        return Founding.Decide(facts);
    }

    /// <summary>The newest list that is told. One that is older than a list that this volume served with counts only where members serve by it.</summary>
    private static EnsembleConfiguration? Told(StartFacts facts) =>
        ToldConfiguration.Newest(facts.Guard.Now) is { } newest && (newest.Version >= (facts.Guard.Volume.VolumeIdentity?.Configuration ?? 0) || ToldConfiguration.Serving(facts.Guard.Now) is not null) ? newest : null;

    /// <summary>True while no agent can have changed the list: a member that is restarted to dynamic membership keeps its vote, or the rolling restart would end without a quorum.</summary>
    private static bool IsStillTheStaticList(EnsembleConfiguration? told, ServerId self) => told is null || !told.WasChanged && told.IsVoter(self);

    /// <summary>Our own list, unless it is older than one that this volume has seen, or of a founding that did not come to an end.</summary>
    private static EnsembleConfiguration? Usable(StartFacts facts)
    {
        var (own, volume) = (facts.Own, facts.Guard.Volume);
        if (own is null || own.Version < volume.VolumeIdentity?.Configuration) return null;
        return own.Version == 0 && (volume.VolumeIdentity is { Placed: not null } || volume.Data == MemberData.Empty && volume.VolumeIdentity is not { Served: true }) ? null : own;
    }

    /// <summary>True where a newer list, by which others serve, does not name us.</summary>
    private static bool IsRemoved(StartFacts facts, EnsembleConfiguration own, EnsembleConfiguration? told) =>
        told is not null && told.Version > own.Version && told.Find(facts.Self.Id) is null && ToldConfiguration.Serving(facts.Guard.Now) is not null;

    private static EnsembleConfiguration? Newer(EnsembleConfiguration? one, EnsembleConfiguration? other) =>
        one is null || other is not null && other.Version > one.Version ? other : one;

    /// <summary>Starts next to the members of a list without a vote; the configuration gives it one once it has the data.</summary>
    private static StartPlan WithoutVote(StartFacts facts, EnsembleConfiguration list)
    {
        var (self, volume) = (facts.Self, facts.Guard.Volume);
        var joining = new StartList(list with { Servers = WithObserver(list.Servers, self) }, StartListKind.Joining);
        if (joining.Configuration.Topology.Participants.Count == 0) facts = WithoutServing(facts);
        var guard = facts.Guard.Under(joining.Configuration);
        if (volume.Data is not (MemberData.Data or MemberData.Initialized)) return WithoutData(facts, list, joining);
        if (ForeignVolume.Decide(guard) is { } foreign) return new(foreign, null);
        if (ToldConfiguration.Serving(guard.Now) is { } serving)
            return new(new(GuardAction.Join, $"this volume {volume.Words}, and {serving.Server.ShortName} serves by configuration {list.VersionText}: ZooKeeper starts without a vote and joins it"), joining);
        if (list.Find(self.Id) is not null && facts.Guard.Overrides.Volume)
            return new(new(GuardAction.Start, $"this volume {volume.Words}: ZooKeeper starts with its vote by configuration {list.VersionText} that members told, because {SettingCatalog.ForceVolume.Name} says so") { Override = GuardOverride.Volume }, new(list, StartListKind.Taken));
        return StartPlan.Hold($"this volume {volume.Words}, its list of members is missing or older than configuration {list.VersionText} that other members tell, and no quorum serves; waiting for a quorum to join. "
            + (list.Find(self.Id) is null ? $"That list gives this member no vote: start a quorum of {list.Topology.Participants.Names()}, with their volumes" : $"Only if the others are gone for good, {SettingCatalog.ForceVolume.Name} starts it by that configuration"));
    }

    /// <summary>Where this member is the only voter of the list, a member that says that it serves by it has not noticed yet that its leader is gone.</summary>
    /// <remarks>ZooKeeper does not start with the list of a joining member in which no other server has a vote.</remarks>
    private static StartFacts WithoutServing(StartFacts facts) => facts with
    {
        Guard = facts.Guard with { Now = [.. facts.Guard.Now.Select(a => a.Report is { } report ? a with { Report = report with { Serving = false } } : a)] },
    };

    /// <summary>A member without data joins a quorum that serves. By the operator's override it starts with the vote that the list gives it.</summary>
    private static StartPlan WithoutData(StartFacts facts, EnsembleConfiguration list, StartList joining)
    {
        var decision = VoteDecision.Decide(facts.Guard.Under(joining.Configuration));
        if (decision.Action == GuardAction.Start || decision.Action == GuardAction.Hold && facts.Guard.Overrides.Bootstrap && list.IsVoter(facts.Self.Id))
        {
            var guard = facts.Guard.Under(list);
            if (guard.Now.FirstOrDefault(a => a.Server.Role == ServerRole.Observer && a.Report?.Volume?.Data is MemberData.Data) is { } holder && decision.Action == GuardAction.Hold)
                return StartPlan.Hold($"this volume {facts.Guard.Volume.Words}; {SettingCatalog.ForceBootstrap.Name} gives it no vote, because {holder.Server.ShortName} has data without a vote, which a vote of an empty member would throw away");
            return Of(VoteDecision.Decide(guard), new(list, list == facts.Own ? StartListKind.Kept : StartListKind.Taken));
        }
        return Of(decision, joining);
    }

    /// <summary>A volume whose ensemble had dynamic membership, and whose list is gone: an old list could roll back what was acknowledged.</summary>
    private static StartPlan WithoutList(StartFacts facts, EnsembleConfiguration? own)
    {
        var volume = facts.Guard.Volume;
        if (ForeignVolume.Decide(facts.Guard) is { } foreign) return new(foreign, null);
        if (own is not null)
            return StartPlan.Hold($"this volume {volume.Words}, and configuration {own.VersionText} does not name this member; it joins again once a member of that configuration serves");
        if (facts.Guard.Overrides.Volume && Identified(facts) is var list && list.Find(facts.Self.Id) is not null)
            return new(new(GuardAction.Start, $"this volume {volume.Words}: ZooKeeper starts with the members that it last served with, because {SettingCatalog.ForceVolume.Name} says so") { Override = GuardOverride.Volume },
                new(list with { Version = volume.VolumeIdentity?.Configuration ?? 0 }, StartListKind.Taken));
        return StartPlan.Hold($"this volume {volume.Words}, its list of members is gone and no other member tells it; an old list could roll back what was acknowledged. "
            + $"Start the other members, or set {SettingCatalog.ForceVolume.Name} if they are gone for good");
    }

    /// <summary>The first start with dynamic membership of a member that was static until now: with the list that it last served with.</summary>
    private static StartPlan Migrate(StartFacts facts, EnsembleConfiguration? told)
    {
        var list = told is not null && facts.Guard.Volume.VolumeIdentity is not { Members.Count: > 0 } ? told with { Version = 0 } : Identified(facts);
        if (list.Find(facts.Self.Id) is null)
            return StartPlan.Hold($"this volume {facts.Guard.Volume.Words}, and its ensemble had static membership without this member: set {SettingCatalog.Replicas.Name} and spec.replicas as they were, and change the number once all members run with {SettingCatalog.Membership.Name}=dynamic");
        return UnderList(facts, list, new(list, StartListKind.First), $"first start with dynamic membership: the list is that of the {Count(list.Topology.Participants.Count)} it last served with");
    }

    /// <summary>The list by which this volume last served, as far as its identity file tells; else what the settings say.</summary>
    private static EnsembleConfiguration Identified(StartFacts facts)
    {
        var derived = Enumerable.Range(facts.Pattern.FirstOrdinal, facts.Replicas).Select(facts.Pattern.At).ToList();
        if (facts.Guard.Volume.VolumeIdentity is not { Members.Count: > 0 } identity) return new(0, derived);
        var voters = identity.Members.Select(id => facts.Pattern.At(facts.Pattern.OrdinalOf(id)) with { Role = ServerRole.Participant }).ToList();
        var observers = derived.Where(d => voters.TrueForAll(v => v.Id != d.Id)).Select(d => d with { Role = ServerRole.Observer });
        // An observer is in no identity file, and a member that was added since is none that this volume served with.
        return new(0, [.. voters.Concat(observers.Where(o => facts.Pattern.At(facts.Pattern.OrdinalOf(o.Id)).Role == ServerRole.Observer)).OrderBy(s => s.Id.Value)]);
    }

    private static StartPlan UnderList(StartFacts facts, EnsembleConfiguration configuration, StartList list, string prefix)
    {
        var decision = VoteDecision.Decide(facts.Guard.Under(configuration));
        return Of(decision.Action == GuardAction.Start ? decision with { Sentence = $"{prefix}; {decision.Sentence}" } : decision, list);
    }

    internal static StartPlan Of(GuardDecision decision, StartList list) =>
        new(decision, decision.Action is GuardAction.Start or GuardAction.Bootstrap or GuardAction.Join or GuardAction.Commit ? list : null);

    internal static IReadOnlyList<EnsembleServer> WithObserver(IReadOnlyList<EnsembleServer> servers, EnsembleServer self) =>
        [.. servers.Where(s => s.Id != self.Id).Append(self with { Role = ServerRole.Observer }).OrderBy(s => s.Id.Value)];

    /// <summary>The same facts, judged by a list.</summary>
    internal static GuardFacts Under(this GuardFacts facts, EnsembleConfiguration configuration)
    {
        var self = configuration.Find(facts.LocalMember.Self.Id) ?? facts.LocalMember.Self with { Role = ServerRole.Observer };
        var topology = configuration.Topology;
        return facts with
        {
            LocalMember = facts.LocalMember with { Topology = topology, Self = self },
            Now = facts.Now.Under(topology),
            Before = facts.Before.Under(topology),
        };
    }

    private static string Count(int voters) => voters == 1 ? "voter" : $"{voters} voters";
}
