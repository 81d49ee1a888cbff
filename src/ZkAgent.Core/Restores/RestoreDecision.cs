using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Restores;

/// <summary>Decides about a start with ZK_RESTORE: a restore founds a new ensemble with a backup's data in place of an empty database.</summary>
/// <remarks>
/// Data is placed when, in two rounds, every participant was blank and announced the same restore. In the moment between the rounds no
/// ZooKeeper had a vote, and from then on no agent that announces the restore starts one before all have placed it. A member that announces
/// no restore, or another one, does nothing either as long as one peer announces this one. So there are never two quorums of two restores.
/// A placed volume that was not started yet has no vote and counts as empty. The first member that sees all placed commits: its
/// volume is data of the new ensemble from then on. Another placed member may follow it, and a blank one must not: it may have lost what it acknowledged.
/// </remarks>
public static class RestoreDecision
{
    /// <param name="facts">Our place, our volume, and what the others told.</param>
    /// <param name="placing">The participants that place the data; null: all. With dynamic membership the founder alone, and the others join it.</param>
    /// <returns>Null where the settings ask for no restore.</returns>
    public static RestoreVerdict? Decide(GuardFacts facts, IReadOnlyCollection<ServerId>? placing = null)
    {
        if (facts.Restore is not { } request) return null;
        if (OwnVolume(facts, request) is { } own) return own;
        if (facts.LocalMember.Self.Role == ServerRole.Observer)
            return RestoreVerdict.Ignored(RestoreState.Waiting, "an observer copies the data of the restored ensemble once that serves");
        if (facts.Now.FirstOrDefault(p => p.Report is { Serving: true }) is { } serving) return BesideQuorum(request, serving);
        if (request.Id is not { } id)
            return RestoreVerdict.Hold(RestoreState.Reading, request.Problem ?? $"the backup of {SettingCatalog.Restore.Name} is being read and verified");
        return RestorePeers.WhyNot(facts, id) is { } why
            ? RestoreVerdict.Hold(facts.Volume.Placed == id ? RestoreState.Placed : RestoreState.Waiting, why)
            : Among(facts, id, placing ?? [.. facts.LocalMember.Topology.Participants.Select(p => p.Id)]);
    }

    /// <summary>What our own volume decides, whatever the others tell; null where it is blank.</summary>
    private static RestoreVerdict? OwnVolume(GuardFacts facts, RestoreRequest request)
    {
        var (volume, identity) = (facts.Volume, facts.Volume.VolumeIdentity);
        if (identity is { Placed: null } && (identity.Restored == request.Setting || request.Id is { } done && identity.Ensemble == done))
            return RestoreVerdict.Ignored(RestoreState.Done, $"this volume belongs to ensemble {identity.Ensemble?.Abbreviated}, which was restored so; another restore of the same backup needs another {SettingCatalog.RestoreName.Name}");
        if (volume.Data != MemberData.Data) return null;
        var whose = identity?.Ensemble is { } ensemble ? $"belongs to ensemble {ensemble.Abbreviated}" : "belongs to no known ensemble";
        if (request is { Id: null, Problem: { } problem })
            return RestoreVerdict.Ignored(RestoreState.Ignored, $"this volume has data and {whose}, and the backup cannot be used: {problem}");
        return request.Id is { } id
            ? RestoreVerdict.Does(RestoreState.Refused, GuardAction.Refuse, $"cannot restore {id.Abbreviated} onto this volume: it {volume.Words} and {whose}; a restore needs empty volumes, so give {facts.LocalMember.Self.ShortName} one, or remove {SettingCatalog.Restore.Name} to start with this data")
            : RestoreVerdict.Hold(RestoreState.Reading, $"the backup of {SettingCatalog.Restore.Name} is being read, to see whether this volume was restored from it");
    }

    /// <summary>A blank member where others serve: it joins them, if theirs is the restored ensemble.</summary>
    private static RestoreVerdict BesideQuorum(RestoreRequest request, PeerAnswer serving)
    {
        var theirs = serving.Report!.Volume?.Ensemble;
        if (request.Id is not { } id || theirs == id)
            return RestoreVerdict.Ignored(RestoreState.Ignored, $"{serving.Server.ShortName} serves in {(theirs is null ? "a quorum" : $"ensemble {theirs.Abbreviated}")}, and this member joins it");
        return RestoreVerdict.Hold(RestoreState.Waiting, $"{serving.Server.ShortName} serves in {(theirs is null ? "a quorum of no known ensemble" : $"ensemble {theirs.Abbreviated}")}, and {SettingCatalog.Restore.Name} would create {id.Abbreviated}; remove {SettingCatalog.Restore.Name} so that this member joins, or give all members empty volumes");
    }

    /// <summary>No other member has anything but this restore.</summary>
    private static RestoreVerdict Among(GuardFacts facts, EnsembleId id, IReadOnlyCollection<ServerId> placing)
    {
        var (self, isPlaced) = (facts.LocalMember.Self.Id, facts.Volume.Placed == id);
        if (facts.Now.FirstOrDefault(p => p.Report?.Volume is { Data: MemberData.Data }) is { } committed)
            return isPlaced && placing.Contains(self)
                ? Commit(facts, id, $"{committed.Server.ShortName} belongs to it already")
                : RestoreVerdict.Ignored(RestoreState.Waiting, $"{committed.Server.ShortName} belongs to the restored ensemble {id.Abbreviated} already, and this member joins it");
        if (!placing.Contains(self))
            return RestoreVerdict.Hold(RestoreState.Waiting, $"{(placing.Count == 0 ? "another member" : Name(facts, placing.First()))} restores the backup ({id.Abbreviated}), and this member joins it");
        var unplaced = facts.Now.Where(p => placing.Contains(p.Server.Id) && p.Report?.Restore is not { Placed: true }).ToList();
        if (isPlaced)
            return unplaced.Count == 0
                ? Commit(facts, id, placing.Count == 1 ? "no other member has to place it" : $"all {placing.Count} participants have placed it")
                : RestoreVerdict.Hold(RestoreState.Placed, $"the data of restore {id.Abbreviated} is placed; waiting until {unplaced.Names()} {(unplaced.Count == 1 ? "has" : "have")} placed it, too");
        return RestorePeers.Proven(facts, id)
            ? RestoreVerdict.Does(RestoreState.Placing, GuardAction.Place, $"the data of restore {id.Abbreviated} is placed: all {facts.LocalMember.Topology.Participants.Count} participants are empty and ask for it")
            : RestoreVerdict.Hold(RestoreState.Waiting, $"all participants are empty and ask for restore {id.Abbreviated}; they are asked once more");
    }

    private static RestoreVerdict Commit(GuardFacts facts, EnsembleId id, string why) =>
        RestoreVerdict.Does(RestoreState.Done, GuardAction.Commit, $"this volume is now one of ensemble {id.Abbreviated}, which the restore creates: {why}") with { Epoch = Epoch(facts, id) };

    /// <summary>
    /// The highest epoch that any member placed, so that all have it. Members place at different times, and a member with a higher epoch than the
    /// first quorum's could not join it, and would win the next election without what that quorum acknowledged.
    /// </summary>
    private static long Epoch(GuardFacts facts, EnsembleId id) => facts.Now
        .Where(p => p.Report?.Restore is { Placed: true } restore && restore.Id == id || p.Report?.Volume?.Ensemble == id)
        .Select(p => p.Report!.Volume?.Newest?.Epoch ?? 0)
        .Append(facts.Volume.Newest?.Epoch ?? 0)
        .Max();

    private static string Name(GuardFacts facts, ServerId id) => facts.LocalMember.Topology.Servers.First(s => s.Id == id).ShortName;
}
