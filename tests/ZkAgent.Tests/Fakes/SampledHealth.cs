using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Tests.Fakes;

/// <summary>Readings of health as a sampler would have made them.</summary>
internal static class SampledHealth
{
    /// <param name="mode">What srvr says; null where the server answers that it is not serving.</param>
    /// <param name="since">Since when.</param>
    /// <param name="seen">When it was last seen so.</param>
    public static HealthSnapshot Of(string? mode, DateTimeOffset since, DateTimeOffset seen)
    {
        var first = HealthModel.Next(null, Observe(mode, since));
        return HealthModel.Next(first, Observe(mode, seen));
    }

    private static HealthInput Observe(string? mode, DateTimeOffset at) => new(
        at, new SupervisionSnapshot(ProcessPhase.Running, at, Pid: 100, Restarts: 0, LastExit: null, "ZooKeeper runs"), Standalone: false, Draining: null,
        new Sample(at, TimeSpan.FromMilliseconds(3), FourLetterAnswer.OfText(FourLetterWords.Srvr, mode is null ? FourLetterWords.NotServing : $"Zxid: 0x100000001\nMode: {mode}\n"), null));
}
