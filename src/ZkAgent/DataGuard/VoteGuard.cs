using Microsoft.Extensions.Logging;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Supervision;
using ZkAgent.Peers;
using ZkAgent.Supervision;

namespace ZkAgent.DataGuard;

/// <summary>Stands before every start of ZooKeeper: asks the peers, lets <see cref="VoteDecision"/> decide, and carries it out.</summary>
/// <param name="seat">Our place in the ensemble.</param>
/// <param name="volumes">Our volume.</param>
/// <param name="peers">The other members.</param>
/// <param name="preparation">Makes the volume ready for the start that was decided.</param>
/// <param name="overrides">What a human took upon themselves.</param>
/// <param name="state">Where it is published that ZooKeeper is held back.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where each change of mind is told.</param>
internal sealed class VoteGuard(
    Seat seat, VolumeWatch volumes, PeerLooker peers, VolumePreparation preparation, GuardOverrides overrides, SupervisionState state, TimeProvider time, ILogger log)
{
    /// <summary>
    /// A member with data asks once whether a peer's volume is another ensemble's, and starts whoever answers. A peer is asked twice, its
    /// agent and then its ZooKeeper, and each may take this long.
    /// </summary>
    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(500);

    /// <summary>At first: forming is not to wait for the guard.</summary>
    private static readonly TimeSpan Fast = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan FastFor = TimeSpan.FromMinutes(1);

    /// <summary>When it lasts: a lost volume takes hours to come back.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    private GuardOverrides _overrides = overrides;
    private volatile DecisionBox? _last;

    /// <summary>The last decision; null before the first.</summary>
    public GuardDecision? Last => _last?.Decision;

    /// <summary>True once a human's override made a difference.</summary>
    public bool OverrideUsed { get; private set; }

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
        string? said = null;
        var began = time.GetTimestamp();
        var heard = new Dictionary<ServerId, long>();
        preparation.EndUnfinishedMove();
        if (_overrides.Volume)
        {
            preparation.TakeVolume();
            OverrideUsed = true;
            _overrides = _overrides with { Volume = false };
        }
        var volume = volumes.Read();
        while (true)
        {
            var now = await peers.LookAsync(volume.Data is MemberData.Data or MemberData.Granted ? Brief : PeerLooker.Deadline, stop).ConfigureAwait(false);
            foreach (var peer in now.Where(p => p.Report?.Volume is not null)) heard[peer.Server.Id] = time.GetTimestamp();
            var silences = now.ToDictionary(p => p.Server.Id, p => time.GetElapsedTime(heard.GetValueOrDefault(p.Server.Id, began)));
            var decision = VoteDecision.Decide(new(seat, volume, before, now, _overrides) { Silences = silences });
            _last = new(decision);
            if (decision.Sentence != said) Tell(decision);
            said = decision.Sentence;
            switch (decision.Action)
            {
                case GuardAction.Refuse:
                    return decision.Sentence;
                case GuardAction.Start or GuardAction.Found or GuardAction.Join:
                    preparation.Prepare(decision.Action, volume);
                    if (decision.Overridden) UseUp();
                    return null;
                case GuardAction.Quarantine:
                    preparation.SetAside();
                    volume = volumes.Read();
                    break;
                default:
                    // A human may mend it meanwhile.
                    volume = volumes.Recent();
                    break;
            }
            before = now;
            await Task.Delay(time.GetElapsedTime(began) < FastFor ? Fast : Slow, time, stop).ConfigureAwait(false);
        }
    }

    private void Tell(GuardDecision decision)
    {
        var level = decision.Overridden || decision.Action == GuardAction.Quarantine ? LogLevel.Warning : LogLevel.Information;
        if (decision.Action != GuardAction.Refuse) log.Log(level, "{Sentence}", decision.Sentence);
        if (decision.Action is GuardAction.Hold or GuardAction.Quarantine) state.Enter(ProcessPhase.HeldBack, decision.Sentence);
    }

    /// <summary>An override counts once in an agent's life: the next start is judged as any other.</summary>
    private void UseUp()
    {
        OverrideUsed = true;
        _overrides = GuardOverrides.None;
    }

    private sealed record DecisionBox(GuardDecision Decision);
}
