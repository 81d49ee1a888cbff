using System.Globalization;

namespace ZkAgent.Core.Supervision;

/// <summary>What follows an end of ZooKeeper: another start after a delay, or the agent's own end with a code.</summary>
/// <param name="RestartAfter">When to start again; null: hand the code on.</param>
/// <param name="Code">What the agent exits with when it does not start again.</param>
/// <param name="Meaning">What the end meant.</param>
/// <param name="Sentence">The decision and its reason.</param>
public sealed record ExitDecision(TimeSpan? RestartAfter, int Code, ExitMeaning Meaning, string Sentence)
{
    /// <summary>The account that the restart counts in; null where ZooKeeper had ended by itself.</summary>
    public RestartCause? Cause { get; private init; }

    /// <param name="run">The run that is over.</param>
    /// <param name="budget">What is allowed.</param>
    /// <param name="restarts">The restarts before this one.</param>
    /// <param name="now">The time since the agent's start.</param>
    public static ExitDecision Decide(EndedRun run, RestartBudget budget, IReadOnlyCollection<PastRestart> restarts, TimeSpan now)
    {
        var meaning = ExitMeaning.Of(run);
        var code = CodeToReturn(run);

        if (run.Stop != StopProgress.NotAsked) return Flush($"A stop was asked for: exiting with code {code}.");
        var cause = run.EndedByOrder?.Cause;
        var spent = budget.Spent(restarts, cause, now);
        var delay = RestartBudget.DelayAfter(spent);
        if (cause is not null)
            return StartAgain($"Starting it again in {delay.TotalSeconds:0} s (restart {spent + 1} for this reason in {budget.Window.TotalMinutes:0.#} min; ZK_RESTART_LIMIT does not count it).");
        if (!meaning.RestartHelps) return Flush($"A restart cannot repair that: exiting with code {code}.");
        if (budget.Limit == 0) return Flush($"In-place restarts are off (ZK_RESTART_LIMIT=0): exiting with code {code}.");
        if (spent >= budget.Limit)
            return Flush($"It was started again {(spent == 1 ? "once" : $"{spent} times")} in {budget.Window.TotalMinutes:0.#} min, which is all that ZK_RESTART_LIMIT allows: exiting with code {code}.");
        return StartAgain($"Starting it again in {delay.TotalSeconds:0} s (restart {spent + 1} of {budget.Limit} in {budget.Window.TotalMinutes:0.#} min).");

        ExitDecision StartAgain(FormattableString consequence) => new(delay, code, meaning, Say(meaning, consequence)) { Cause = cause };
        ExitDecision Flush(FormattableString consequence) => new(null, code, meaning, Say(meaning, consequence));
    }

    /// <summary>It was not even started.</summary>
    public static ExitDecision Refused(int code, string reason) => new(null, code, new("refused", reason, RestartHelps: false), reason);

    private static int CodeToReturn(EndedRun run) => run switch
    {
        { EndedAsAsked: true } => 0,
        // The kubelet would read 0 as "completed", and a Pod with restartPolicy OnFailure would stay down.
        { Exit.Code: 0 } => 1,
        _ => run.Exit.Code,
    };

    private static string Say(ExitMeaning meaning, FormattableString consequence) =>
        $"ZooKeeper ended: {meaning.Words}. {consequence.ToString(CultureInfo.InvariantCulture)}";
}
