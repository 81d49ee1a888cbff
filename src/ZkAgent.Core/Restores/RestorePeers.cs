using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Restores;

/// <summary>What the other members must tell before a restore goes on.</summary>
internal static class RestorePeers
{
    /// <summary>Why this member must wait; null where all others agree.</summary>
    public static string? WhyNot(GuardFacts facts, EnsembleId id)
    {
        var restore = $"restore {id.Abbreviated}";
        var participants = facts.Now.Where(p => p.Server.Role == ServerRole.Participant).ToList();
        if (facts.Volume.Data == MemberData.Misplaced) return $"this volume {facts.Volume.Words}; {restore} waits until the directories are right, or until what is not this member's is out of the way";
        if (facts.Now.FirstOrDefault(p => Volume(p) is { Data: MemberData.Data } volume && volume.Ensemble != id) is { } other)
            return $"{other.Server.ShortName} has data {Whose(Volume(other)!)}, and {restore} needs empty volumes on all members; take that volume away from it, or remove {SettingCatalog.Restore.Name} from all members to start with that data";
        // One that committed the restore has proved that all had placed it.
        if (facts.Now.Any(p => Volume(p) is { Data: MemberData.Data })) return null;
        if (participants.Find(p => p.Report is null && p.Stranger is not null) is { } stranger)
            return $"{stranger.Server.ShortName} {stranger.Failure}, and {restore} waits until its volume is gone";
        if (facts.Silent is { Count: > 0 } silent)
            return $"waiting for {silent.Names()}: {restore} needs all {facts.LocalMember.Topology.Participants.Count} participants, because a member that does not answer may have data";
        if (facts.Now.FirstOrDefault(p => Volume(p)?.Ensemble == id) is { } lost)
            return $"{lost.Server.ShortName} belongs to ensemble {id.Abbreviated} and has lost its data; that restore was done, so set {SettingCatalog.RestoreName.Name} to a new name on all members to restore once more";
        if (participants.Where(p => p.Report?.Restore is null).ToList() is { Count: > 0 } without)
            return $"{without.Names()} {(without.Count == 1 ? "asks" : "ask")} for no restore, or cannot read the backup yet; {restore} waits until all members have the same {SettingCatalog.Restore.Name} and can read it";
        if (participants.Find(p => p.Report!.Restore!.Id != id) is { } differs)
            return $"{differs.Server.ShortName} asks for restore {differs.Report!.Restore!.Id.Abbreviated} and this member for {id.Abbreviated}; set {SettingCatalog.Restore.Name} and {SettingCatalog.RestoreName.Name} alike, and see that all members read the same backup";
        return participants.Find(p => Volume(p) is { Started: true }) is { } running
            ? $"ZooKeeper runs on {running.Server.ShortName}; {restore} waits until it has stopped"
            : null;
    }

    /// <summary>Proves that in one moment, between two rounds of questions, every participant was blank and announced this restore: see <see cref="Bootstrap"/>.</summary>
    public static bool Proven(GuardFacts facts, EnsembleId id) => facts.Now
        .Where(p => p.Server.Role == ServerRole.Participant)
        .All(p => Agrees(p, id) && facts.Before.FirstOrDefault(b => b.Server.Id == p.Server.Id) is { } before && Agrees(before, id) && Volume(before)!.Instance == Volume(p)!.Instance);

    private static bool Agrees(PeerAnswer peer, EnsembleId id) => Volume(peer) is { Data: not MemberData.Data, Started: false } && peer.Report!.Restore?.Id == id;

    private static MemberVolume? Volume(PeerAnswer peer) => (peer.Report ?? peer.Stranger)?.Volume;

    private static string Whose(MemberVolume volume) => volume.Ensemble is { } ensemble ? $"of ensemble {ensemble.Abbreviated}" : "of no known ensemble";
}
