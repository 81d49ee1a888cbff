using ZkAgent.Core.Peers;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Volume;

namespace ZkAgent.Volume;

/// <summary>The report about our volume for peers: its current state, or an earlier one with its age if the volume does not answer.</summary>
/// <param name="volumes">The volume.</param>
/// <param name="marker">What lets an empty volume vote.</param>
/// <param name="thread">The volume's thread.</param>
/// <param name="process">What the supervisor knows.</param>
/// <param name="instance">New with every start of the agent.</param>
/// <param name="restore">The restore that the settings ask for; null, or returning null, while there is none.</param>
internal sealed class MemberVolumes(
    VolumeInspector volumes, InitializeMarker marker, VolumeThread thread, Func<SupervisionSnapshot> process, Guid instance, TimeProvider time, Func<EnsembleId?>? restore = null)
{
    private readonly string _instance = instance.ToString("N");

    private readonly SharedReading<LocalVolume> _reading = new(thread, () =>
    {
        var volume = volumes.Recent();
        // This member has the right to vote, and its ZooKeeper is about to create the empty database: others must not get a second vote.
        return volume.Data == MemberData.Empty && marker.IsThere ? volume with { Data = MemberData.Initialized } : volume;
    }, time);

    public async Task<ReportedVolume> NowAsync()
    {
        if (await _reading.AskAsync().ConfigureAwait(false) is not { Value: var volume, Age: var age }) return new((MemberVolume?)null);
        return new(new MemberVolume(_instance, volume.Data, volume.VolumeIdentity?.Ensemble, process().Phase is ProcessPhase.Running or ProcessPhase.Stopping, volume.VolumeIdentity?.Members ?? [])
        {
            Age = age, Newest = volume.Newest,
        })
        {
            Restore = volume.Data != MemberData.Data && restore?.Invoke() is { } id ? new(id, volume.Placed == id) : null,
        };
    }
}
