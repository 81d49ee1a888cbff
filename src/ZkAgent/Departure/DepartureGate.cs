using Microsoft.Extensions.Logging;
using ZkAgent.Core.Departure;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Ensemble;
using ZkAgent.Peers;
using ZkAgent.Resilience;

namespace ZkAgent.Departure;

/// <summary>The departure gate: waits while a stop would leave the ensemble without a quorum, and says what it waits for.</summary>
/// <param name="local">Our place in the ensemble.</param>
/// <param name="sample">Returns our health from a sample no older than the given age.</param>
/// <param name="peers">The other members.</param>
/// <param name="log">Receives each change of the decision.</param>
internal sealed class DepartureGate(
    CurrentMember local, Func<TimeSpan, Task<HealthSnapshot>> sample, IPeers peers, TimeProvider time, ILogger log)
{
    /// <summary>
    /// Members that are stopped together learn it some milliseconds apart. The highest may leave at once. The others ask
    /// again after this delay; otherwise each would leave and rely on the other.
    /// </summary>
    private static readonly TimeSpan SecondSampleDelay = TimeSpan.FromMilliseconds(150);

    private volatile GateState _state = GateState.Open;

    /// <summary>The state of the gate. It keeps its last value after a drain that no stop followed.</summary>
    public GateState State => _state;

    /// <summary>Returns when this member can leave without harm to the quorum.</summary>
    /// <param name="cancel">Cancelled when the time limit of the gate is over.</param>
    public async Task<string> PassAsync(CancellationToken cancel)
    {
        _state = GateState.Waiting;
        try
        {
            var sentence = await WaitAsync(cancel).ConfigureAwait(false);
            _state = GateState.Passed;
            return sentence;
        }
        catch (OperationCanceledException)
        {
            _state = GateState.GaveUp;
            throw;
        }
    }

    private async Task<string> WaitAsync(CancellationToken cancel)
    {
        string? said = null;
        // Since when our samples show no quorum; null while they show one.
        long? withoutQuorum = null;
        var leaving = await Pipelines.DepartureGate(time).ExecuteAsync(async stop =>
        {
            var decision = await DecideAsync(stop).ConfigureAwait(false);
            if (decision.Leave && MayRelyOnOthers)
            {
                await Task.Delay(SecondSampleDelay, time, stop).ConfigureAwait(false);
                decision = await DecideAsync(stop).ConfigureAwait(false);
            }
            if (decision.Sentence != said) log.LogInformation("{Sentence}", decision.Sentence);
            said = decision.Sentence;
            return decision.Leave ? decision.Sentence : null;
        }, cancel).ConfigureAwait(false);
        // A decision to wait also ends the retries if the time limit passed meanwhile.
        return leaving ?? throw new OperationCanceledException(cancel);

        async Task<DepartureDecision> DecideAsync(CancellationToken stop)
        {
            var health = await sample(Probes.ReadySampleAge).ConfigureAwait(false);
            var serving = MemberReportBuilder.Of(local.Now.Self.Id, local.Now.Self.Host, health).Serving;
            withoutQuorum = serving ? null : withoutQuorum ?? time.GetTimestamp();
            TimeSpan? lasted = withoutQuorum is { } since ? time.GetElapsedTime(since) : null;
            // Without a quorum there is little to protect, and look-ups of the peers' names may fail slowly.
            var deadline = serving ? PeerClient.Deadline : Pipelines.DepartureGatePause;
            var answers = local.Now.Topology.Rule.CanDoWithout(local.Now.Self.Id) ? await peers.AskAsync(deadline, stop).ConfigureAwait(false) : [];
            return DepartureDecision.Decide(local.Now, lasted, answers);
        }
    }

    private bool MayRelyOnOthers => local.Now.Topology.Rule.CanDoWithout(local.Now.Self.Id) && local.Now.Self.Role == ServerRole.Participant
        && local.Now.Topology.Participants[^1].Id != local.Now.Self.Id;
}
