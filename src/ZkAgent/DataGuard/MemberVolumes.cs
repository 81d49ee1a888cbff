using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Health;
using ZkAgent.Core.Supervision;

namespace ZkAgent.DataGuard;

/// <summary>What we tell our peers of our volume, as it is in the moment of the question.</summary>
/// <param name="volumes">The volume.</param>
/// <param name="process">What the supervisor knows.</param>
/// <param name="health">What ZooKeeper last said.</param>
/// <param name="instance">New with every start of the agent.</param>
internal sealed class MemberVolumes(VolumeWatch volumes, Func<SupervisionSnapshot> process, Func<HealthReading> health, Guid instance)
{
    private readonly string _instance = instance.ToString("N");

    public MemberVolume Now()
    {
        var volume = volumes.Recent();
        var live = health().Seen.Look?.Report?.Zxid?.Value;
        return new(_instance, volume.Data, volume.Stamp?.Ensemble, process().Phase is ProcessPhase.Running or ProcessPhase.Stopping,
            live ?? volume.LastZxid, volume.Stamp?.Members ?? []);
    }
}
