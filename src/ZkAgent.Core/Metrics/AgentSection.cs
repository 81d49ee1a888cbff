using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Health;

namespace ZkAgent.Core.Metrics;

/// <summary>Writes what only the agent knows.</summary>
internal static class AgentSection
{
    public static void Write(ExpositionWriter writer, HealthReading health, AgentFigures figures, DateTimeOffset asked)
    {
        writer.Family(AgentFamilies.BuildInfo);
        writer.Sample().Label("version", figures.Version).Value(1L);

        writer.Family(AgentFamilies.HealthState);
        foreach (var state in HealthStates.All) writer.Sample().Label("state", state.Word()).Value(state == health.State);
        writer.One(AgentFamilies.HealthStateSeconds, Seconds(asked - health.Since));

        WriteProbes(writer, figures);
        if (figures.Supervises) WriteSupervision(writer, health);
        if (figures.Elections is { } elections) writer.One(AgentFamilies.Elections, elections);
        if (figures.Participants is { } participants && health.Seen.Look?.Report?.QuorumSize is { } counted)
            writer.One(AgentFamilies.MembershipDisagreement, counted == participants ? 0 : 1);

        if (figures.Disk is { } disk) DiskSection.Write(writer, disk, asked);
        if (figures.HeapBytes is { } heap) writer.One(AgentFamilies.HeapLimit, heap);
        ProcessSection.Write(writer, figures.Agent, figures.ZooKeeper);
        WriteLeaving(writer, health, figures);

        if (figures.Session is { } session && session.SaysSomethingOf(health))
        {
            writer.One(AgentFamilies.SessionPassing, session.Pass ? 1 : 0);
            writer.One(AgentFamilies.SessionDuration, session.Took.TotalSeconds);
        }
    }

    private static void WriteProbes(ExpositionWriter writer, AgentFigures figures)
    {
        writer.Family(AgentFamilies.ProbePassing);
        foreach (var verdict in figures.Verdicts) writer.Sample().Label("probe", verdict.Probe).Value(verdict.Pass);
        if (figures.Probes.Count == 0) return;

        writer.Family(AgentFamilies.ProbeAnswers);
        foreach (var count in figures.Probes)
        {
            writer.Sample().Label("probe", count.Probe).Label("passed", "true").Value(count.Passed);
            writer.Sample().Label("probe", count.Probe).Label("passed", "false").Value(count.Failed);
        }

        writer.Family(AgentFamilies.ProbeDuration);
        foreach (var count in figures.Probes)
        {
            writer.Sample("_sum").Label("probe", count.Probe).Value(count.Took.TotalSeconds);
            writer.Sample("_count").Label("probe", count.Probe).Value(count.Passed + count.Failed);
        }
    }

    private static void WriteSupervision(ExpositionWriter writer, HealthReading health)
    {
        var process = health.Seen.Process;
        writer.Family(AgentFamilies.Restarts);
        foreach (var (reason, count) in process.RestartsByReason) writer.Sample().Label("reason", reason).Value((long)count);
        if (process.LastExit is not { } exit || process.LastMeaning is not { } meaning) return;
        writer.One(AgentFamilies.LastExitCode, exit.Code);
        writer.Family(AgentFamilies.LastExitInfo);
        writer.Sample().Label("reason", meaning.Reason).Value(1L);
    }

    private static void WriteLeaving(ExpositionWriter writer, HealthReading health, AgentFigures figures)
    {
        if (figures.Guard is { } guard)
        {
            writer.Family(AgentFamilies.GuardState);
            foreach (var action in GuardActions.All) writer.Sample().Label("state", action.Word()).Value(action == guard.Action);
            writer.One(AgentFamilies.GuardOverride, guard.OverrideUsed ? 1 : 0);
        }

        if (figures.Gate is not { } gate) return;
        writer.Family(AgentFamilies.GateState);
        foreach (var state in GateStates.All) writer.Sample().Label("state", state.Word()).Value(state == gate);
        writer.One(AgentFamilies.Draining, health.Seen.Draining is null ? 0 : 1);
    }

    private static double Seconds(TimeSpan span) => Math.Max(0, Math.Round(span.TotalSeconds, 3));
}
