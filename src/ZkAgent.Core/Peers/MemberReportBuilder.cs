using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Peers;

/// <summary>What we tell our peers, from our own health; and what an older image's member tells by ZooKeeper's words alone.</summary>
public static class MemberReportBuilder
{
    /// <param name="name">The name to answer with.</param>
    /// <param name="volume">What we can tell of our volume; null where it is not asked for.</param>
    /// <param name="phases">Our steps of TLS and authentication; null where they are not asked for.</param>
    /// <param name="membership">Our configuration; null with a static list, or where it is not asked for.</param>
    public static MemberReport Of(ServerId id, string name, HealthSnapshot health, ReportedVolume? volume = null, SecurityPhases? phases = null, ReportedMembership? membership = null) =>
        Of(id, name, health.Seen.Sample?.Report, health.Seen.Draining is not null, volume?.Note is { } note ? $"{health.Sentence}; {note}" : health.Sentence)
        with
        {
            Volume = volume?.Volume,
            HeldBack = health.State == HealthState.HeldBack,
            Phases = phases,
            Membership = membership,
            Restore = volume?.Restore,
        };

    /// <summary>A report of a member that runs without an agent: nothing shows whose ZooKeeper answered, so it tells nothing of a volume.</summary>
    public static MemberReport OfSample(EnsembleServer server, Sample sample) => sample.Report is { } report
        ? Of(server.Id, server.Host, report, draining: false, $"serves as {report.Mode.Word()}, without an agent")
        : new(server.Id, server.Host, Serving: false, Leading: false, Draining: false, $"{sample.Reason}, without an agent");

    private static MemberReport Of(ServerId id, string name, ServerReport? report, bool draining, string sentence)
    {
        var serving = report is not null && ServiceChecks.FirstFailure(report) is null;
        return new(id, name, serving, serving && report!.Mode == ServerMode.Leader, draining, sentence);
    }
}
