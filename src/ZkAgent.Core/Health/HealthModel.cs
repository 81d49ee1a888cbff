using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Health;

/// <summary>Folds observations into health: what was known before and what is seen now give the next state. Nothing else does.</summary>
public static class HealthModel
{
    public static HealthReading Next(HealthReading? previous, Observation seen)
    {
        var run = ProcessRun.After(previous?.Run, seen);
        var state = StateOf(run, seen);
        var since = previous is { } p && p.State == state ? p.Since : seen.At;
        return new HealthReading(state, HealthSentence.Of(state, seen.At - since, run, seen), since, seen, run);
    }

    private static HealthState StateOf(ProcessRun run, Observation seen) => seen.Process.Phase switch
    {
        ProcessPhase.Preparing => HealthState.Preparing,
        ProcessPhase.HeldBack => HealthState.HeldBack,
        ProcessPhase.BackingOff => HealthState.BackingOff,
        ProcessPhase.Stopping => HealthState.Stopping,
        ProcessPhase.Ended => HealthState.Ended,
        _ when seen.Draining is not null => HealthState.Draining,
        _ when seen.Look is { } look => StateOf(look, run, seen.Standalone),
        _ => HealthState.Loading,
    };

    private static HealthState StateOf(Look look, ProcessRun run, bool standalone)
    {
        if (!look.ShowsLife) return run.Loaded ? HealthState.Mute : HealthState.Loading;
        if (look is { NotServing: true, Report: null }) return standalone && !run.Loaded ? HealthState.Loading : HealthState.Looking;
        if (look.Report is not { Mode: not ServerMode.Unknown } report) return run.Loaded ? HealthState.Unclear : HealthState.Loading;
        if (report.Mode == ServerMode.ReadOnly) return HealthState.ReadOnly;
        if (ServiceChecks.FirstFailure(report) is not null) return HealthState.Syncing;
        return report.ServesClients ? HealthState.Serving : HealthState.Leading;
    }
}
