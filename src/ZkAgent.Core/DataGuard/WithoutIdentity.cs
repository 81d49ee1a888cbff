using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.DataGuard;

/// <summary>Holds back data that nothing says whose it is, where a member of an identified ensemble has newer data: an election would discard ours without a message.</summary>
/// <remarks>
/// A restored ensemble has raised epochs, so it wins every election. While a quorum serves, no member is held back: an update from an image without
/// an agent must come to its end. Members of one ensemble all have its identity within a second.
/// </remarks>
public static class WithoutIdentity
{
    /// <summary>The decision for a start; null where nothing is in the way.</summary>
    public static GuardDecision? Decide(GuardFacts facts)
    {
        if (Judge(facts.Volume, facts.Now) is not { } hold) return null;
        return facts.Overrides.Volume
            ? new(GuardAction.Start, $"{hold.Sentence}: ZooKeeper starts nevertheless, because {SettingCatalog.ForceVolume.Name} says so") { Override = GuardOverride.Volume }
            : hold;
    }

    /// <returns>Null where ZooKeeper may run.</returns>
    public static GuardDecision? Judge(LocalVolume volume, IReadOnlyList<PeerAnswer> peers)
    {
        if (volume is not { Data: MemberData.Data, VolumeIdentity: null, Newest: { } ours } || peers.Any(p => p.Report is { Serving: true })) return null;
        return peers.FirstOrDefault(p => p.Server.Role == ServerRole.Participant && p.Report?.Volume is { Ensemble: not null, Newest: { } theirs } && theirs.IsNewerThan(ours)) is { } newer
            ? new(GuardAction.Hold, $"held back: this volume {volume.Words} and no identity file, and {newer.Server.ShortName} has newer data of ensemble {newer.Report!.Volume!.Ensemble!.Abbreviated}, which would replace it; "
                + $"start this member once that ensemble has a quorum, or set {SettingCatalog.ForceVolume.Name} if the volume is one of that ensemble")
            : null;
    }
}
