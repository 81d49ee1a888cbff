namespace ZkAgent.Core.Health;

/// <summary>What one run of the ZooKeeper process has shown so far. A restart in place begins a new one.</summary>
/// <param name="Pid">The process; null while there is none.</param>
/// <param name="Restarts">The run's number: pids come round again, this does not.</param>
/// <param name="Loaded">Its database was loaded once: it answered as only a loaded server does.</param>
/// <param name="UnresponsiveSince">The first of the samples in a row that got no sign of life from a loaded server; null where the last one got one.</param>
/// <param name="UnresponsiveSamples">How many samples that row has.</param>
public sealed record ProcessRun(int? Pid, int Restarts, bool Loaded, DateTimeOffset? UnresponsiveSince, int UnresponsiveSamples)
{
    public static ProcessRun After(ProcessRun? previous, HealthInput seen)
    {
        var run = previous is { } p && p.Pid == seen.Process.Pid && p.Restarts == seen.Process.Restarts
            ? p
            : new ProcessRun(seen.Process.Pid, seen.Process.Restarts, Loaded: false, UnresponsiveSince: null, UnresponsiveSamples: 0);
        if (seen.Sample is not { } sample) return run;
        if (sample.ShowsLife) return run with { Loaded = run.Loaded || ShowsLoaded(sample, seen.Standalone), UnresponsiveSince = null, UnresponsiveSamples = 0 };
        // A server that loads its database accepts connections and says nothing, for an hour if need be: that is not mute.
        return run.Loaded ? run with { UnresponsiveSince = run.UnresponsiveSince ?? sample.At, UnresponsiveSamples = run.UnresponsiveSamples + 1 } : run;
    }

    /// <remarks>A member of a quorum answers nothing before its database is loaded. A standalone one says "not serving"
    /// meanwhile: NIOServerCnxnFactory.startup begins to answer before it calls startdata.</remarks>
    private static bool ShowsLoaded(Sample sample, bool standalone) => standalone ? sample.Report is not null : sample.Answered;
}
