using ZkAgent.Core.Protocol;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Health;

/// <summary>Says a state and its reason in one sentence.</summary>
public static class HealthSentence
{
    public static string Of(HealthState state, TimeSpan lasted, ProcessRun run, Observation seen) => state switch
    {
        HealthState.Loading => Loading(seen),
        HealthState.Looking => $"ZooKeeper looks for a quorum{For(lasted)}: it answers that it is not serving",
        HealthState.Syncing => ServiceChecks.FirstFailure(seen.Look!.Report!)!.Value.Reason,
        HealthState.Serving => Serving(seen.Look!.Report!),
        HealthState.Leading => $"ZooKeeper leads the quorum and serves no clients, because {LeaderServes.Key}=no; {Members(seen.Look!.Report!.Learners!.Value)} it",
        HealthState.ReadOnly => ServiceChecks.Mode(seen.Look!.Report!).Reason,
        HealthState.Unclear => Unclear(seen.Look!),
        HealthState.Mute => $"ZooKeeper answered before and is mute{For(seen.At - run.MuteSince!.Value)}: {seen.Look!.Srvr.Reason}",
        HealthState.Draining => seen.Draining!,
        _ => seen.Process.Sentence,
    };

    /// <summary>How long it has lasted; nothing at its beginning.</summary>
    private static string For(TimeSpan lasted) => lasted < TimeSpan.FromSeconds(1) ? "" : $" for {Spoken.Duration(lasted)} now";

    private static string Loading(Observation seen)
    {
        var age = Spoken.Duration(seen.At - seen.Process.Since);
        return seen.Look is { } look
            ? $"ZooKeeper has run for {age} and does not serve yet; it may be loading its database: {look.Reason}"
            : $"ZooKeeper has run for {age} and was not asked yet";
    }

    private static string Members(long number) => number == 1 ? "1 member follows" : $"{number} members follow";

    private static string Serving(ServerReport report)
    {
        var epoch = report.Zxid is { Value: > 0 } zxid ? $", epoch {zxid.Epoch}" : "";
        return report is { Mode: ServerMode.Leader, SyncedVotingFollowers: { } followers, QuorumSize: { } voters }
            ? $"ZooKeeper serves as leader, {followers} of {voters - 1} followers in sync{epoch}"
            : $"ZooKeeper serves as {report.Mode.Word()}{epoch}";
    }

    private static string Unclear(Look look) => look.Srvr.Kind switch
    {
        AnswerKind.Empty or AnswerKind.Reset =>
            $"ZooKeeper is alive but does not say how it is: {look.Reason}; perhaps the limit of client connections (maxClientCnxns) is reached",
        AnswerKind.Text => "ZooKeeper is alive but does not say how it is: its answer names no mode",
        _ => $"ZooKeeper is alive but does not say how it is: {look.Reason}",
    };
}
