using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;

namespace ZkAgent.Core.Peers;

/// <summary>What we tell our peers, from our own health; and what an older image's member tells by ZooKeeper's words alone.</summary>
public static class MemberReports
{
    /// <param name="id">Our id.</param>
    /// <param name="health">Our health.</param>
    /// <param name="volume">What our volume holds; null where nobody asks for it.</param>
    public static MemberReport Of(ServerId id, HealthReading health, MemberVolume? volume = null) =>
        Of(id, health.Seen.Look?.Report, health.Seen.Draining is not null, health.Sentence)
        with
        {
            Volume = volume,
            HeldBack = health.State == HealthState.HeldBack,
        };

    /// <summary>A report of a member that runs without an agent.</summary>
    public static MemberReport OfLook(ServerId id, Look look) => look.Report is { } report
        ? Of(id, report, draining: false, $"serves as {report.Mode.Word()}, without an agent")
        : new(id, Serving: false, Leading: false, Epoch: null, Draining: false, $"{look.Reason}, without an agent");

    private static MemberReport Of(ServerId id, ServerReport? report, bool draining, string sentence)
    {
        var serving = report is not null && ServiceChecks.FirstFailure(report) is null;
        return new(id, serving, serving && report!.Mode == ServerMode.Leader, report?.Zxid?.Epoch, draining, sentence);
    }
}
