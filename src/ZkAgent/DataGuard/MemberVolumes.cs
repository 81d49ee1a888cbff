using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Health;
using ZkAgent.Core.Supervision;

namespace ZkAgent.DataGuard;

/// <summary>What we tell our peers of our volume, as it is in the moment of the question.</summary>
/// <param name="volumes">The volume.</param>
/// <param name="marker">What lets an empty volume vote.</param>
/// <param name="process">What the supervisor knows.</param>
/// <param name="health">What ZooKeeper last said.</param>
/// <param name="instance">New with every start of the agent.</param>
internal sealed class MemberVolumes(VolumeWatch volumes, InitializeMarker marker, Func<SupervisionSnapshot> process, Func<HealthReading> health, Guid instance)
{
    private readonly string _instance = instance.ToString("N");

    public MemberVolume Now()
    {
        var volume = volumes.Recent();
        var live = health().Seen.Look?.Report?.Zxid?.Value;
        // Its vote is given, and its ZooKeeper makes the empty database in a moment: others must not give a second one.
        var data = volume.Data == MemberData.Empty && marker.IsThere ? MemberData.Granted : volume.Data;
        return new(_instance, data, volume.Stamp?.Ensemble, process().Phase is ProcessPhase.Running or ProcessPhase.Stopping,
            live ?? volume.LastZxid, volume.Stamp?.Members ?? []);
    }
}
