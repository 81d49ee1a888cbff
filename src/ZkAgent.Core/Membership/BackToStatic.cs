using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Membership;

/// <summary>Decides about a start with static membership where the ensemble has, or had, dynamic membership.</summary>
/// <remarks>
/// A static list that differs from the configuration could form a quorum without members that the configuration names. And a server whose list
/// has version 0 finds no leader among servers with a later version, because it may not take theirs over. So ZooKeeper goes on with the
/// configuration, unchanged, as long as the settings say the same list. Only a single server needs no list at all.
/// </remarks>
public static class BackToStatic
{
    /// <returns>The decision; null where ZooKeeper starts with the list of the settings alone.</returns>
    /// <param name="facts">Our place by the settings, our volume, and what the others told.</param>
    /// <param name="own">The newest configuration in our own files; null where there is none.</param>
    public static StartPlan? Decide(GuardFacts facts, EnsembleConfiguration? own)
    {
        var told = ToldConfiguration.Newest(facts.Now);
        var (wasDynamic, list) = (facts.Volume.VolumeIdentity is { IsDynamic: true }, facts.LocalMember.Topology);
        if (!wasDynamic && told is null) return null;
        var newest = own is null || told is not null && told.Version > own.Version ? told : own;
        if (newest is null)
            return Tells(facts, list) ? null : StartPlan.Hold($"this volume {facts.Volume.Words}, and its ensemble had dynamic membership; no member tells the configuration, so it is not known whether the static list is the same");
        if (!Same(newest.Topology, list))
            return new(new GuardDecision(GuardAction.Refuse, $"cannot start with static membership: the settings list {Names(list)}, and configuration {newest.VersionText} is {Names(newest.Topology)}; "
                + $"set {SettingCatalog.Replicas.Name} to the number of its members, or keep {SettingCatalog.Membership.Name}=dynamic"), null)
            { WrongSettings = true };
        List<ServerId> agree = [.. facts.Now.Where(a => Tells(a, newest)).Select(a => a.Server.Id), .. own?.Version == newest.Version ? [facts.LocalMember.Self.Id] : Array.Empty<ServerId>()];
        if (wasDynamic && !newest.Topology.Rule.ContainsQuorum(agree))
            return StartPlan.Hold($"this volume {facts.Volume.Words}, and its ensemble had dynamic membership; waiting until a quorum of configuration {newest.VersionText} tells the list that the settings say ({newest.Topology.Rule.Share(agree)})");
        if (facts.LocalMember.Standalone) return null;
        return StartDecision.Of(VoteDecision.Decide(facts), new(newest, newest.Version == own?.Version ? StartListKind.Kept : StartListKind.Taken));
    }

    /// <summary>True where every other voter answers and has the list of the settings without a configuration.</summary>
    private static bool Tells(GuardFacts facts, EnsembleTopology list) =>
        facts.Now.Where(a => list.Participants.Any(p => p.Id == a.Server.Id)).All(a => a.Report is { Membership: null, Volume: { Data: MemberData.Data } volume } && SameVoters(volume, list));

    /// <summary>True for a member with that configuration, or one that runs with the same static list already.</summary>
    private static bool Tells(PeerAnswer answer, EnsembleConfiguration newest) => answer.Report switch
    {
        { Membership.Configuration: { } told } => told.Version == newest.Version,
        { Membership: null, Volume: { Data: MemberData.Data } volume } => SameVoters(volume, newest.Topology),
        _ => false,
    };

    private static bool SameVoters(MemberVolume volume, EnsembleTopology list) =>
        volume.Members.Select(m => m.Value).Order().SequenceEqual(list.Participants.Select(p => p.Id.Value).Order());

    private static bool Same(EnsembleTopology one, EnsembleTopology other) =>
        one.Servers.Select(Place).SequenceEqual(other.Servers.OrderBy(s => s.Id.Value).Select(Place));

    private static (ServerId, string, ServerRole) Place(EnsembleServer server) => (server.Id, server.Host.ToLowerInvariant(), server.Role);

    private static string Names(EnsembleTopology topology) =>
        string.Join(", ", topology.Servers.Select(s => s.Role == ServerRole.Observer ? $"{s.ShortName} (observer)" : s.ShortName));
}
