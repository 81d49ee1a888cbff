using Microsoft.Extensions.Logging;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Resilience;

namespace ZkAgent.Membership;

/// <summary>One stop: what it has found out so far.</summary>
internal sealed class LeavingAttempt(MembershipSurvey survey, IWantedMembers wanted, IReconfiguration reconfiguration, TimeProvider time, ILogger log)
{
    /// <summary>A member that waits for a quorum to leave may be wanted again meanwhile.</summary>
    private static readonly TimeSpan RangeAge = TimeSpan.FromSeconds(5);

    private readonly long _asked = time.GetTimestamp();
    private long _rangeRead = time.GetTimestamp();
    private WantedMembers _range = new WantedMembers.Unknown("cannot read the StatefulSet: the API server does not answer");
    private EnsembleConfiguration? _newest;
    private long? _withoutQuorum;
    private string? _said;

    /// <returns>The decision to stop or to pass the gate; null while neither is decided.</returns>
    public async Task<StoppingDecision?> RoundAsync(CancellationToken stop)
    {
        if (_range is WantedMembers.Unknown) _range = await ReadRangeAsync(stop).ConfigureAwait(false);
        else if (Elapsed(_rangeRead) >= RangeAge && await wanted.ReadAsync(stop).ConfigureAwait(false) is not WantedMembers.Unknown and var now) (_range, _rangeRead) = (now, time.GetTimestamp());
        var facts = await FactsAsync(stop).ConfigureAwait(false);
        var decision = StoppingDecision.Decide(facts);
        Say(decision.Sentence);
        if (decision.Action == StoppingAction.Leave) return await LeaveAsync(facts.Running, stop).ConfigureAwait(false);
        return decision.Action == StoppingAction.Wait ? null : decision;
    }

    private async Task<WantedMembers> ReadRangeAsync(CancellationToken stop)
    {
        var read = await Pipelines.WantedRange(time).TryAsync(StoppingDecision.RangeTimeout - Elapsed(_asked), wanted.ReadAsync, stop).ConfigureAwait(false);
        if (read.IsTimeout()) return _range;
        read.ThrowIfException();
        _rangeRead = time.GetTimestamp();
        return read.Result!;
    }

    private async Task<StoppingFacts> FactsAsync(CancellationToken stop)
    {
        var leaves = _range is WantedMembers.Range range && !survey.IsWithin(range);
        var running = leaves ? await survey.AskAsync(_range, stop).ConfigureAwait(false) : await survey.OwnAsync(_range).ConfigureAwait(false);
        // A member that was removed may not be told of later configurations.
        if (_newest is { } newest && (running.Configuration?.Version ?? -1) < newest.Version) running = running with { Configuration = newest };
        _withoutQuorum = running.Serves ? null : _withoutQuorum ?? time.GetTimestamp();
        return new(running, Elapsed(_asked), _withoutQuorum is { } since ? Elapsed(since) : null);
    }

    /// <returns>The gate where the request is refused; null to look again.</returns>
    private async Task<StoppingDecision?> LeaveAsync(RunningFacts facts, CancellationToken stop)
    {
        switch (await reconfiguration.RunAsync(configuration => StoppingDecision.TargetFor(facts, configuration), stop).ConfigureAwait(false))
        {
            case ReconfigurationResult.Done done:
                _newest = done.Configuration;
                break;
            case ReconfigurationResult.Nothing nothing:
                _newest = nothing.Configuration;
                break;
            case ReconfigurationResult.TryAgain { Sentence: var sentence }:
                Say($"not left yet: {sentence}");
                break;
            case ReconfigurationResult.Refused { Sentence: var sentence }:
                Say($"cannot leave the configuration: {sentence}; the others remove this member");
                return new(StoppingAction.PassGate, null, sentence);
        }
        return null;
    }

    private TimeSpan Elapsed(long since) => time.GetElapsedTime(since);

    private void Say(string sentence)
    {
        if (sentence != _said) log.LogInformation("{Sentence}", sentence);
        _said = sentence;
    }
}
