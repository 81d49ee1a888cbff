using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Health;

/// <summary>Health as a single look shows it, where no agent runs that would remember more.</summary>
public static class LoneLook
{
    /// <param name="look">What ZooKeeper answered.</param>
    public static HealthReading Judge(Look look) => HealthModel.Next(null, new(
        look.At,
        new SupervisionSnapshot(ProcessPhase.Running, look.At, Pid: null, Restarts: 0, LastExit: null, "no agent supervises ZooKeeper"),
        Standalone: look.Report?.Mode == ServerMode.Standalone,
        Draining: null,
        look));
}
