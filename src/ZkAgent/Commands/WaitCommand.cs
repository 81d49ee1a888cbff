using System.Text;
using ZkAgent.CommandLine;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Departure;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Text;
using ZkAgent.Peers;
using ZkAgent.Protocol;
using ZkAgent.Resilience;

namespace ZkAgent.Commands;

/// <summary><c>zkagent wait</c>: returns once the ensemble serves, for pods that depend on it.</summary>
/// <param name="agentPort">Where agents listen: they are asked where ZooKeeper itself can't be, as on a port with TLS.</param>
internal sealed class WaitCommand(int agentPort, TimeProvider time)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    /// <summary>The interval of progress lines: long enough not to fill a log, short enough to show that the command waits.</summary>
    public static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RoundDeadline = TimeSpan.FromSeconds(3);

    private readonly ServerSampler _sampler = new(new FourLetterClient(time), time);
    private readonly AgentClient _agents = new(time);

    /// <param name="targets">The members to ask. A single one that serves proves a quorum.</param>
    /// <param name="timeout">When to give up.</param>
    /// <param name="output">Takes the sentence of success.</param>
    /// <param name="error">Takes progress, and the reason for giving up.</param>
    /// <param name="cancellation">Ends the wait and throws.</param>
    /// <returns>0 once one serves, 1 at the timeout.</returns>
    public async Task<int> RunAsync(
        IReadOnlyList<ClientTarget> targets, TimeSpan timeout, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        TimeSpan? said = null;
        var end = await Pipelines.EnsembleWait(time).ExecuteAsync(RoundAsync, cancellation).ConfigureAwait(false) ?? throw new OperationCanceledException(cancellation);
        await (end.Code == ExitCodes.Ok ? output : error).WriteLineAsync(end.Sentence).ConfigureAwait(false);
        return end.Code;

        async ValueTask<WaitEnd?> RoundAsync(CancellationToken stop)
        {
            var left = timeout - time.GetElapsedTime(began);
            var (serving, reasons) = await AskAllAsync(targets, left < RoundDeadline ? left : RoundDeadline, stop).ConfigureAwait(false);
            var waited = time.GetElapsedTime(began);
            if (serving is not null) return new(ExitCodes.Ok, $"the ensemble serves: {serving} (after {DurationFormat.Duration(waited)})");
            if (waited + Pipelines.EnsembleWaitPause >= timeout) return new(ExitCodes.No, $"cannot find a serving ensemble within {DurationFormat.Duration(timeout)}: {reasons}");
            if (said is not { } last || waited - last >= ProgressEvery)
            {
                said = waited;
                await error.WriteLineAsync($"waiting for the ensemble, {DurationFormat.Duration(timeout - waited)} left: {reasons}").ConfigureAwait(false);
            }

            return null;
        }
    }

    private async Task<(string? Serving, string Reasons)> AskAllAsync(
        IReadOnlyList<ClientTarget> targets, TimeSpan deadline, CancellationToken cancellation)
    {
        using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pending = targets.Select(target => AskAsync(target, deadline, round.Token)).ToList();
        var reasons = new List<string>();
        try
        {
            while (pending.Count > 0)
            {
                var done = await Task.WhenAny(pending).ConfigureAwait(false);
                pending.Remove(done);
                var (serving, reason) = await done.ConfigureAwait(false);
                if (serving) return (reason, "");
                reasons.Add(reason);
            }
        }
        finally
        {
            // One that serves is enough; the others need not be waited for.
            await round.CancelAsync().ConfigureAwait(false);
        }

        return (null, string.Join("; ", reasons.Order(StringComparer.Ordinal)));
    }

    private async Task<(bool Serving, string Reason)> AskAsync(ClientTarget target, TimeSpan deadline, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var sample = await _sampler.SampleAsync(target.Host, target.Port, bothAtOnce: false, deadline, cancellation).ConfigureAwait(false);
        if (sample.Report is not { } report)
        {
            var left = deadline - time.GetElapsedTime(began);
            return !sample.NotServing && left > TimeSpan.Zero && await AgentSaysServingAsync(target.Host, left, cancellation).ConfigureAwait(false)
                ? (true, $"{target.Host} serves, says its agent")
                : (false, $"{target}: {sample.Reason}");
        }
        return ServiceChecks.FirstFailure(report) is { } failure
            ? (false, $"{target}: {failure.Reason}")
            : (true, $"{target} is {report.Mode.Word()}");
    }

    private async Task<bool> AgentSaysServingAsync(string host, TimeSpan deadline, CancellationToken cancellation)
    {
        var answer = await _agents.GetAsync(host, agentPort, "/member", deadline, cancellation).ConfigureAwait(false);
        return answer.Status == 200 && MemberReport.Parse(Encoding.UTF8.GetBytes(answer.Body)) is { Serving: true };
    }

    /// <summary>How the wait ends.</summary>
    private sealed record WaitEnd(int Code, string Sentence);
}
