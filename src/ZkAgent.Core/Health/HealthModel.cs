using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Health;

/// <summary>Folds observations into health: what was known before and what is seen now give the next state. Nothing else does.</summary>
public static class HealthModel
{
    public static HealthSnapshot Next(HealthSnapshot? previous, HealthInput seen)
    {
        var run = ProcessRun.After(previous?.Run, seen);
        var state = StateOf(run, seen);
        var since = previous is { } p && p.State == state ? p.Since : seen.At;
        return new HealthSnapshot(state, HealthSentence.Of(state, seen.At - since, run, seen), since, seen, run);
    }

    private static HealthState StateOf(ProcessRun run, HealthInput seen) => seen.Process.Phase switch
    {
        ProcessPhase.Preparing => HealthState.Preparing,
        ProcessPhase.HeldBack => HealthState.HeldBack,
        ProcessPhase.BackingOff => HealthState.BackingOff,
        ProcessPhase.Stopping => HealthState.Stopping,
        ProcessPhase.Ended => HealthState.Ended,
        _ when seen.Draining is not null => HealthState.Draining,
        _ when seen.Sample is { } sample => StateOf(sample, run, seen.Standalone),
        _ => HealthState.Loading,
    };

    private static HealthState StateOf(Sample sample, ProcessRun run, bool standalone)
    {
        if (!sample.ShowsLife) return run.Loaded ? HealthState.Unresponsive : HealthState.Loading;
        if (sample is { NotServing: true, Report: null }) return standalone && !run.Loaded ? HealthState.Loading : HealthState.Looking;
        if (sample.Report is not { Mode: not ServerMode.Unknown } report) return run.Loaded ? HealthState.Unknown : HealthState.Loading;
        if (report.Mode == ServerMode.ReadOnly) return HealthState.ReadOnly;
        if (ServiceChecks.FirstFailure(report) is not null) return HealthState.Syncing;
        return report.ServesClients ? HealthState.Serving : HealthState.Leading;
    }
}
