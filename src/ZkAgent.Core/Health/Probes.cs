using ZkAgent.Core.Supervision;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Health;

/// <summary>Answers the kubelet's three questions from health: started, alive, ready.</summary>
public static class Probes
{
    public const string Startup = "startup";
    public const string Live = "live";
    public const string Ready = "ready";

    public static readonly IReadOnlyList<string> All = [Startup, Live, Ready];

    /// <summary>How long a server that once answered may say nothing before a restart is thought to help: longer than any pause of a healthy JVM.</summary>
    public static readonly TimeSpan UnresponsiveLimit = TimeSpan.FromSeconds(30);

    /// <summary>How many samples in a row must have found it unresponsive as well: after the whole machine slept, the clock alone proves nothing.</summary>
    public const int UnresponsiveSamplesLimit = 3;

    /// <summary>A sample older than this, counted when the answer is given, proves nothing about now.</summary>
    public static readonly TimeSpan ReadySampleAge = TimeSpan.FromSeconds(1);

    /// <summary>Has ZooKeeper loaded its database? Then the other two probes may begin. While it is held back there is nothing to load, for days if need be.</summary>
    public static ProbeVerdict DecideStartup(HealthSnapshot health)
    {
        var held = health.State == HealthState.HeldBack;
        return ProbeVerdict.Of(Startup, held ? health.Sentence : "ZooKeeper has loaded its database",
            Process(health),
            new ProbeCheck("database", health.Run.Loaded || held, health.Run.Loaded ? "loaded" : health.Sentence));
    }

    /// <summary>Would a restart of the container help? Never merely because a quorum is missing.</summary>
    public static ProbeVerdict DecideLive(HealthSnapshot health) => ProbeVerdict.Of(Live, health.Sentence,
        Process(health),
        new ProbeCheck("answers", !IsUnresponsiveForLong(health), health.Sentence));

    /// <summary>May clients be sent here?</summary>
    /// <param name="health">The health as of the last sample.</param>
    /// <param name="answered">When the answer is given: by then the sample must still be young.</param>
    public static ProbeVerdict DecideReady(HealthSnapshot health, DateTimeOffset answered)
    {
        var process = health.Seen.Process;
        var running = new ProbeCheck("process", process.Phase == ProcessPhase.Running, process.Sentence);
        var draining = new ProbeCheck("draining", health.Seen.Draining is null, health.Seen.Draining ?? "no");
        if (health.Seen.Sample is not { } sample)
            return ProbeVerdict.Of(Ready, health.Sentence, running, draining, ProbeCheck.Failed("sample", health.Sentence));
        var age = answered - sample.At;
        var fresh = new ProbeCheck("sample", age <= ReadySampleAge, age <= ReadySampleAge
            ? $"{sample.Reason} in {DurationFormat.Duration(sample.Took)}"
            : $"ZooKeeper does not answer now: its last answer is {DurationFormat.Duration(age)} old, readiness takes one of at most {DurationFormat.Duration(ReadySampleAge)}");
        return sample.Report is { } report
            ? ProbeVerdict.Of(Ready, health.Sentence,
                [running, draining, ServiceChecks.Mode(report), ServiceChecks.Quorum(report), ServiceChecks.Zxid(report),
                .. report.ServesClients ? Array.Empty<ProbeCheck>() : [LeaderWithoutClients.Clients(health.Seen.LeaderReady)], fresh])
            : ProbeVerdict.Of(Ready, health.Sentence, running, draining, ProbeCheck.Failed("mode", health.Sentence), fresh);
    }

    /// <summary>Ended is for good; a process that is being prepared, restarted or stopped is as it should be.</summary>
    private static ProbeCheck Process(HealthSnapshot health) =>
        new("process", health.State != HealthState.Ended, health.Seen.Process.Sentence);

    private static bool IsUnresponsiveForLong(HealthSnapshot health) =>
        health is { State: HealthState.Unresponsive, Run: { UnresponsiveSince: { } since, UnresponsiveSamples: >= UnresponsiveSamplesLimit } }
        && health.Seen.At - since >= UnresponsiveLimit;
}
