namespace ZkAgent.Core.Health;

/// <summary>What one run of the ZooKeeper process has shown so far. A restart in place begins a new one.</summary>
/// <param name="Pid">The process; null while there is none.</param>
/// <param name="Restarts">The run's number: pids come round again, this does not.</param>
/// <param name="Loaded">Its database was loaded once: it answered as only a loaded server does.</param>
/// <param name="MuteSince">The first of the looks in a row that got no sign of life from a loaded server; null where the last one got one.</param>
/// <param name="MuteLooks">How many looks that row has.</param>
public sealed record ProcessRun(int? Pid, int Restarts, bool Loaded, DateTimeOffset? MuteSince, int MuteLooks)
{
    public static ProcessRun After(ProcessRun? previous, Observation seen)
    {
        var run = previous is { } p && p.Pid == seen.Process.Pid && p.Restarts == seen.Process.Restarts
            ? p
            : new ProcessRun(seen.Process.Pid, seen.Process.Restarts, Loaded: false, MuteSince: null, MuteLooks: 0);
        if (seen.Look is not { } look) return run;
        if (look.ShowsLife) return run with { Loaded = run.Loaded || ShowsLoaded(look, seen.Standalone), MuteSince = null, MuteLooks = 0 };
        // A server that loads its database accepts connections and says nothing, for an hour if need be: that is not mute.
        return run.Loaded ? run with { MuteSince = run.MuteSince ?? look.At, MuteLooks = run.MuteLooks + 1 } : run;
    }

    /// <remarks>A member of a quorum answers nothing before its database is loaded. A standalone one says "not serving"
    /// meanwhile: NIOServerCnxnFactory.startup begins to answer before it calls startdata.</remarks>
    private static bool ShowsLoaded(Look look, bool standalone) => standalone ? look.Report is not null : look.Answered;
}
