using Microsoft.Extensions.Logging;
using ZkAgent.CommandLine;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Volume;
using ZkAgent.Ensemble;
using ZkAgent.Peers;
using ZkAgent.Resilience;
using ZkAgent.Restores;
using ZkAgent.Supervision;

namespace ZkAgent.DataGuard;

/// <summary>Runs before every start of ZooKeeper: asks the peers, lets the <see cref="IStartRule"/> decide, and has the decision carried out.</summary>
/// <param name="local">Our place in the ensemble.</param>
/// <param name="peers">The other members.</param>
/// <param name="rule">Decides by the list of servers.</param>
/// <param name="steps">Reads the volume, and carries decisions out.</param>
/// <param name="overrides">The overrides that the operator set.</param>
/// <param name="restores">What the operator asks to restore.</param>
/// <param name="silence">Returns the sentence about a volume that does not answer; null while it answers.</param>
/// <param name="state">Publishes that ZooKeeper is held back.</param>
/// <param name="phases">Our steps of TLS and authentication: only members that are at most one step apart reach each other.</param>
/// <param name="log">Receives each change of the decision.</param>
internal sealed class VoteGuard(
    CurrentMember local, IPeers peers, IStartRule rule, StartSteps steps, OperatorOverrides overrides, RestoreSteps restores, Func<string?> silence, SupervisionState state, SecurityPhases phases, TimeProvider time, ILogger log)
{
    /// <summary>
    /// A member with data asks the peers once whether their volumes belong to another ensemble, then starts. Each peer gets two questions, to its
    /// agent and then to its ZooKeeper, and each may take this long.
    /// </summary>
    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(500);

    private volatile DecisionBox? _last;

    /// <summary>The sentence that was logged last.</summary>
    private string? _said;

    /// <summary>The last decision; null before the first.</summary>
    public GuardDecision? Last => _last?.Decision;

    /// <summary>True once an override changed a decision.</summary>
    public bool OverrideUsed => overrides.AnyUsed;

    /// <summary>Returns null once ZooKeeper may be started, or the reason why it may never be.</summary>
    /// <exception cref="OperationCanceledException">A stop was asked for.</exception>
    public async Task<StartRefusal?> PassAsync(CancellationToken stop)
    {
        try
        {
            return await DecideAsync(stop).ConfigureAwait(false);
        }
        // After every step the volume is in a state that the next start handles safely.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(ExitCodes.VolumeRefuses, $"cannot make the volume ready for ZooKeeper: {e.Message.TrimEnd('.')}; see that it is writable and not full");
        }
    }

    private async Task<StartRefusal?> DecideAsync(CancellationToken stop)
    {
        IReadOnlyList<PeerAnswer> before = [];
        _said = null;
        var began = time.GetTimestamp();
        var heard = new Dictionary<ServerId, long>();
        LocalVolume? volume = null;
        // A stop during a decision to hold ends the rounds without a decision.
        var end = await Pipelines.DataGuard(time).ExecuteAsync(RoundAsync, stop).ConfigureAwait(false) ?? throw new OperationCanceledException(stop);
        return end.Decision.Action == GuardAction.Refuse ? new(end.Code, end.Decision.Sentence) : null;

        async ValueTask<DecisionBox?> RoundAsync(CancellationToken cancellation)
        {
            if (volume is null)
            {
                (volume, var inUse) = await steps.OpenAsync(TellSilence, cancellation).ConfigureAwait(false);
                if (volume is null)
                {
                    _last = new(VolumeInUse.Hold(inUse!));
                    TellOnce(_last.Decision);
                    return null;
                }

                // The peers' silence counts from the first question.
                began = time.GetTimestamp();
            }

            await rule.FindMembersAsync(volume, cancellation).ConfigureAwait(false);
            var now = await peers.AskAsync(volume.Data is MemberData.Data or MemberData.Initialized ? Brief : PeerClient.Deadline, cancellation).ConfigureAwait(false);
            foreach (var peer in now.Where(p => p.Report?.Volume is not null)) heard[peer.Server.Id] = time.GetTimestamp();
            if (SkippedPhase.Problem(phases, now) is { } skipped) return _last = new(new(GuardAction.Refuse, skipped)) { Code = ExitCodes.WrongSettings };
            var silences = now.ToDictionary(p => p.Server.Id, p => time.GetElapsedTime(heard.GetValueOrDefault(p.Server.Id, began)));
            var plan = rule.Decide(new(local.Now, volume, before, now, overrides.InForce) { Silences = silences, Restore = restores.For(volume) });
            restores.Show(plan.Restore);
            var decision = plan.Decision;
            if (decision.Action is not (GuardAction.TakeVolume or GuardAction.Commit)) _last = new(decision);
            TellOnce(decision);
            // Marked before the action: even if this start fails, the next one is decided without the override.
            if (decision.Override is { } used) overrides.UseUp(used);
            if (decision.Action == GuardAction.Refuse) return new(decision) { Code = plan.WrongSettings ? ExitCodes.WrongSettings : ExitCodes.VolumeRefuses };
            volume = await steps.ExecuteAsync(plan, volume, TellSilence, cancellation).ConfigureAwait(false);
            if (decision.Action is GuardAction.Start or GuardAction.Bootstrap or GuardAction.Join) return new(decision);
            before = now;
            return null;
        }
    }

    /// <summary>While the volume does not answer, the log and the probes say so.</summary>
    private void TellSilence()
    {
        if (silence() is not { } sentence) return;
        state.Enter(ProcessPhase.HeldBack, $"held back: {sentence}");
        // The earlier sentence is logged again once the volume answers.
        _said = null;
    }

    private void TellOnce(GuardDecision decision)
    {
        if (decision.Sentence == _said) return;
        _said = decision.Sentence;
        var level = decision.Override is not null || decision.Action == GuardAction.Quarantine ? LogLevel.Warning : LogLevel.Information;
        if (decision.Action != GuardAction.Refuse) log.Log(level, "{Sentence}", decision.Sentence);
        if (decision.Action is GuardAction.Hold or GuardAction.Quarantine or GuardAction.TakeVolume or GuardAction.Place or GuardAction.Commit) state.Enter(ProcessPhase.HeldBack, decision.Sentence);
    }

    private sealed record DecisionBox(GuardDecision Decision)
    {
        /// <summary>The agent's exit code where the decision is to refuse.</summary>
        public int Code { get; init; } = ExitCodes.VolumeRefuses;
    }
}
