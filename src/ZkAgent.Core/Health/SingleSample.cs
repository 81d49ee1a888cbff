using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Health;

/// <summary>Health as a single sample shows it, where no agent runs that would remember more.</summary>
public static class SingleSample
{
    /// <param name="sample">What ZooKeeper answered.</param>
    public static HealthSnapshot Judge(Sample sample) => HealthModel.Next(null, new(
        sample.At,
        new SupervisionSnapshot(ProcessPhase.Running, sample.At, Pid: null, Restarts: 0, LastExit: null, "no agent supervises ZooKeeper"),
        Standalone: sample.Report?.Mode == ServerMode.Standalone,
        Draining: null,
        sample));
}
