using ZkAgent.Core.Health;
using ZkAgent.Core.Settings;

namespace ZkAgent.Volume;

/// <summary>Whether the data volume answers now: one sentence for the log, probes, <c>/status</c> and the data guard.</summary>
internal sealed class VolumeResponse(DirectorySettings directories, VolumeThread thread)
{
    /// <summary>Null while it answers.</summary>
    public string? Silence() => VolumeTimeout.Sentence(directories.Data, directories.DataLog, thread.WaitingFor);

    public ProbeCheck Check => VolumeTimeout.Check(Silence());
}
