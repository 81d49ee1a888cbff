using ZkAgent.Core.Protocol;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Health;

/// <summary>Says a state and its reason in one sentence.</summary>
public static class HealthSentence
{
    public static string Of(HealthState state, TimeSpan lasted, ProcessRun run, HealthInput seen) => state switch
    {
        HealthState.Loading => Loading(seen),
        HealthState.Looking => $"ZooKeeper looks for a quorum{For(lasted)}: {seen.QuorumTrouble ?? "it answers that it is not serving"}",
        HealthState.Syncing => ServiceChecks.FirstFailure(seen.Sample!.Report!)!.Value.Reason,
        HealthState.Serving => Serving(seen.Sample!.Report!),
        HealthState.Leading => $"ZooKeeper leads the quorum and serves no clients, because {LeaderServes.Key}=no; {Members(seen.Sample!.Report!.Learners!.Value)} it",
        HealthState.ReadOnly => ServiceChecks.Mode(seen.Sample!.Report!).Reason,
        HealthState.Unknown => Unknown(seen.Sample!),
        HealthState.Unresponsive => $"ZooKeeper answered before and is unresponsive{For(seen.At - run.UnresponsiveSince!.Value)}: {seen.Sample!.Srvr.Reason}",
        HealthState.Draining => seen.Draining!,
        _ => seen.Process.Sentence,
    };

    /// <summary>How long it has lasted; nothing at its beginning.</summary>
    private static string For(TimeSpan lasted) => lasted < TimeSpan.FromSeconds(1) ? "" : $" for {DurationFormat.Duration(lasted)} now";

    private static string Loading(HealthInput seen)
    {
        var age = DurationFormat.Duration(seen.At - seen.Process.Since);
        return seen.Sample is { } sample
            ? $"ZooKeeper has run for {age} and does not serve yet; it may be loading its database: {sample.Reason}"
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

    private static string Unknown(Sample sample) => sample.Srvr.Kind switch
    {
        AnswerKind.Empty or AnswerKind.Reset =>
            $"ZooKeeper is alive but does not say how it is: {sample.Reason}; perhaps the limit of client connections (maxClientCnxns) is reached",
        AnswerKind.Text => "ZooKeeper is alive but does not say how it is: its answer names no mode",
        _ => $"ZooKeeper is alive but does not say how it is: {sample.Reason}",
    };
}
