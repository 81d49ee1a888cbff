using Microsoft.Extensions.Logging;
using ZkAgent.Core.Departure;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Health;
using ZkAgent.Peers;

namespace ZkAgent.Departure;

/// <summary>The departure gate: waits while a stop now would leave the ensemble without a quorum, and says what it waits for.</summary>
internal sealed class PatientGate(Seat seat, Sampler sampler, PeerLooker peers, TimeProvider time, ILogger log)
{
    /// <summary>Members come back in seconds; looking twice a second delays nobody.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Members that are told to stop in the same moment learn it some milliseconds apart. The highest may go at once; the others look
    /// again after this, or each would leave relying on the other.
    /// </summary>
    private static readonly TimeSpan SecondLook = TimeSpan.FromMilliseconds(150);

    private volatile GateState _state = GateState.Open;

    /// <summary>Where the last passage is; one that a drain began and nobody followed is not taken back.</summary>
    public GateState State => _state;

    /// <summary>Returns when leaving does no harm.</summary>
    /// <param name="cancel">Cancelled when the time for waiting is over.</param>
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
        // Since when we are seen to serve in no quorum; null while we do.
        long? withoutQuorum = null;
        while (true)
        {
            var decision = await DecideAsync().ConfigureAwait(false);
            if (decision.Leave && MayRelyOnOthers)
            {
                await Task.Delay(SecondLook, time, cancel).ConfigureAwait(false);
                decision = await DecideAsync().ConfigureAwait(false);
            }
            if (decision.Sentence != said) log.LogInformation("{Sentence}", decision.Sentence);
            said = decision.Sentence;
            if (decision.Leave) return decision.Sentence;
            await Task.Delay(Pause, time, cancel).ConfigureAwait(false);
        }

        async Task<DepartureDecision> DecideAsync()
        {
            var health = await sampler.LookAsync(Probes.ReadyLookAge).ConfigureAwait(false);
            var serving = MemberReports.Of(seat.Self.Id, health).Serving;
            withoutQuorum = serving ? null : withoutQuorum ?? time.GetTimestamp();
            TimeSpan? lasted = withoutQuorum is { } since ? time.GetElapsedTime(since) : null;
            // Without a quorum there is little to keep, and the peers' names may take their time to fail.
            var deadline = serving ? PeerLooker.Deadline : Pause;
            var answers = seat.Topology.Participants.Count > 2 ? await peers.LookAsync(deadline, cancel).ConfigureAwait(false) : [];
            return DepartureDecision.Decide(seat, lasted, answers);
        }
    }

    private bool MayRelyOnOthers => seat.Topology.Participants.Count > 2 && seat.Self.Role == ServerRole.Participant
        && seat.Topology.Participants[^1].Id != seat.Self.Id;
}
