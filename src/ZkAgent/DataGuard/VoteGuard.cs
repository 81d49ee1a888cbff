using Microsoft.Extensions.Logging;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Volume;
using ZkAgent.Peers;
using ZkAgent.Resilience;
using ZkAgent.Supervision;
using ZkAgent.Volume;

namespace ZkAgent.DataGuard;

/// <summary>Stands before every start of ZooKeeper: asks the peers, lets <see cref="VoteDecision"/> decide, and carries it out.</summary>
/// <param name="local">Our place in the ensemble.</param>
/// <param name="volumes">Our volume.</param>
/// <param name="peers">The other members.</param>
/// <param name="preparation">Makes the volume ready for the start that was decided.</param>
/// <param name="overrides">What the operator takes upon themselves.</param>
/// <param name="thread">The volume's thread: a stop must not wait for a volume that hangs.</param>
/// <param name="silence">The sentence of a volume that does not answer; null while it does.</param>
/// <param name="state">Where it is published that ZooKeeper is held back.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where each change of mind is told.</param>
internal sealed class VoteGuard(
    LocalMember local, VolumeInspector volumes, IPeers peers, VolumePreparation preparation, OperatorOverrides overrides, VolumeThread thread, Func<string?> silence, SupervisionState state, TimeProvider time, ILogger log)
{
    /// <summary>
    /// A member with data asks once whether a peer's volume is another ensemble's, and starts whoever answers. A peer is asked twice, its
    /// agent and then its ZooKeeper, and each may take this long.
    /// </summary>
    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(500);

    private volatile DecisionBox? _last;

    /// <summary>The sentence that was told last.</summary>
    private string? _said;

    /// <summary>The last decision; null before the first.</summary>
    public GuardDecision? Last => _last?.Decision;

    /// <summary>True once an override made a difference.</summary>
    public bool OverrideUsed => overrides.AnyUsed;

    /// <summary>Returns null once ZooKeeper may be started, or why it may not at all.</summary>
    /// <exception cref="OperationCanceledException">A stop was asked for.</exception>
    public async Task<string?> PassAsync(CancellationToken stop)
    {
        try
        {
            return await DecideAsync(stop).ConfigureAwait(false);
        }
        // Every step leaves a volume that is safe to find at the next start.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"cannot make the volume ready for ZooKeeper: {e.Message.TrimEnd('.')}; see that it is writable and not full";
        }
    }

    private async Task<string?> DecideAsync(CancellationToken stop)
    {
        IReadOnlyList<PeerAnswer> before = [];
        _said = null;
        var began = time.GetTimestamp();
        var heard = new Dictionary<ServerId, long>();
        var volume = await OnVolumeAsync(() =>
        {
            preparation.TakeMarkerAway();
            preparation.EndUnfinishedMove();
            return volumes.Read();
        }, stop).ConfigureAwait(false);
        // A stop in the moment of a decision to hold ends the rounds without one.
        var end = await Pipelines.DataGuard(time).ExecuteAsync(RoundAsync, stop).ConfigureAwait(false) ?? throw new OperationCanceledException(stop);
        return end.Decision.Action == GuardAction.Refuse ? end.Decision.Sentence : null;

        async ValueTask<DecisionBox?> RoundAsync(CancellationToken cancellation)
        {
            var now = await peers.SampleAsync(volume.Data is MemberData.Data or MemberData.Initialized ? Brief : PeerClient.Deadline, cancellation).ConfigureAwait(false);
            foreach (var peer in now.Where(p => p.Report?.Volume is not null)) heard[peer.Server.Id] = time.GetTimestamp();
            var silences = now.ToDictionary(p => p.Server.Id, p => time.GetElapsedTime(heard.GetValueOrDefault(p.Server.Id, began)));
            var decision = VoteDecision.Decide(new(local, volume, before, now, overrides.InForce) { Silences = silences });
            if (decision.Action != GuardAction.TakeVolume) _last = new(decision);
            if (decision.Sentence != _said) Tell(decision);
            _said = decision.Sentence;
            // Before it acts: whatever becomes of the start, the next one is judged as any other.
            if (decision.Override is { } used) overrides.UseUp(used);
            switch (decision.Action)
            {
                case GuardAction.Refuse:
                    return new(decision);
                case GuardAction.Start or GuardAction.Bootstrap or GuardAction.Join:
                    volume = await OnVolumeAsync(() =>
                    {
                        preparation.Prepare(decision.Action, volume);
                        return volume;
                    }, cancellation).ConfigureAwait(false);
                    return new(decision);
                case GuardAction.Quarantine:
                    volume = await OnVolumeAsync(() =>
                    {
                        preparation.SetAside();
                        return volumes.Read();
                    }, cancellation).ConfigureAwait(false);
                    break;
                case GuardAction.TakeVolume:
                    volume = await OnVolumeAsync(() =>
                    {
                        preparation.TakeVolume();
                        return volumes.Read();
                    }, cancellation).ConfigureAwait(false);
                    break;
                default:
                    // The operator may mend it meanwhile.
                    volume = await OnVolumeAsync(volumes.Recent, cancellation).ConfigureAwait(false);
                    break;
            }
            before = now;
            return null;
        }
    }

    /// <summary>Waits for the volume as long as it takes: a start is decided by what is on it now, never by what was. Meanwhile it is told that it does not answer.</summary>
    private async Task<LocalVolume> OnVolumeAsync(Func<LocalVolume> work, CancellationToken stop)
    {
        var working = thread.RunAsync(work, stop);
        while (true)
        {
            try
            {
                return await working.WaitAsync(VolumeTimeout.Limit, time, stop).ConfigureAwait(false);
            }
            catch (TimeoutException) when (!working.IsCompleted)
            {
                if (silence() is not { } sentence) continue;
                state.Enter(ProcessPhase.HeldBack, $"held back: {sentence}");
                // What was told before is told again once the volume answers.
                _said = null;
            }
        }
    }

    private void Tell(GuardDecision decision)
    {
        var level = decision.Override is not null || decision.Action == GuardAction.Quarantine ? LogLevel.Warning : LogLevel.Information;
        if (decision.Action != GuardAction.Refuse) log.Log(level, "{Sentence}", decision.Sentence);
        if (decision.Action is GuardAction.Hold or GuardAction.Quarantine or GuardAction.TakeVolume) state.Enter(ProcessPhase.HeldBack, decision.Sentence);
    }

    private sealed record DecisionBox(GuardDecision Decision);
}
