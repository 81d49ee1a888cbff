using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Membership;

/// <summary>Decides whether a member whose ensemble had dynamic membership may start with the static list of the settings.</summary>
/// <remarks>A static list that differs from the configuration could form a quorum without members that the configuration names.</remarks>
public static class BackToStatic
{
    /// <returns>Why it may not start, or not yet; null where it may.</returns>
    /// <param name="facts">Our place by the settings, our volume, and what the others told.</param>
    /// <param name="own">The newest configuration in our own files; null where there is none.</param>
    public static StartPlan? Decide(GuardFacts facts, EnsembleConfiguration? own)
    {
        var told = ToldConfiguration.Newest(facts.Now);
        var wasDynamic = facts.Volume.VolumeIdentity is { IsDynamic: true };
        if (!wasDynamic && told is null) return null;
        var newest = own is null || told is not null && told.Version > own.Version ? told : own;
        var list = facts.LocalMember.Topology;
        if (newest is null)
            return StartPlan.Hold($"this volume {facts.Volume.Words}, and its ensemble had dynamic membership; no member tells the configuration, so it is not known whether the static list is the same");
        if (!Same(newest.Topology, list))
            return new(new GuardDecision(GuardAction.Refuse, $"cannot start with static membership: the settings list {Names(list)}, and configuration {newest.VersionText} is {Names(newest.Topology)}; "
                + $"set {SettingCatalog.Replicas.Name} to the number of its members, or keep {SettingCatalog.Membership.Name}=dynamic"), null) { WrongSettings = true };
        // A member that has not changed to dynamic membership yet, beside others that have, goes on with the list that all of them have.
        if (!wasDynamic) return null;
        List<ServerId> agree = [.. facts.Now.Where(a => Tells(a, newest)).Select(a => a.Server.Id), .. own?.Version == newest.Version ? [facts.LocalMember.Self.Id] : Array.Empty<ServerId>()];
        return newest.Topology.Rule.ContainsQuorum(agree) ? null
            : StartPlan.Hold($"this volume {facts.Volume.Words}, and its ensemble had dynamic membership; waiting until a quorum of configuration {newest.VersionText} tells the list that the settings say ({newest.Topology.Rule.Share(agree)})");
    }

    /// <summary>True for a member with that configuration, or one that runs with the same static list already.</summary>
    private static bool Tells(PeerAnswer answer, EnsembleConfiguration newest) => answer.Report switch
    {
        { Membership.Configuration: { } told } => told.Version == newest.Version,
        { Membership: null, Volume: { Data: MemberData.Data } volume } => volume.Members.Order(Comparer<ServerId>.Create((a, b) => a.Value.CompareTo(b.Value))).SequenceEqual(newest.Topology.Participants.Select(p => p.Id)),
        _ => false,
    };

    private static bool Same(EnsembleTopology one, EnsembleTopology other) =>
        one.Servers.Select(Place).SequenceEqual(other.Servers.OrderBy(s => s.Id.Value).Select(Place));

    private static (ServerId, string, ServerRole) Place(EnsembleServer server) => (server.Id, server.Host.ToLowerInvariant(), server.Role);

    private static string Names(EnsembleTopology topology) =>
        string.Join(", ", topology.Servers.Select(s => s.Role == ServerRole.Observer ? $"{s.ShortName} (observer)" : s.ShortName));
}
