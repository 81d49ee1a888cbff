using Microsoft.Extensions.Logging;
using ZkAgent.Core.Health;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;
using ZkAgent.Hosting;

namespace ZkAgent.Membership;

/// <summary>Keeps the configuration of the ensemble as the StatefulSet asks for it while ZooKeeper runs: adds synchronised members, removes those that are not wanted.</summary>
/// <param name="survey">Gathers what is known.</param>
/// <param name="health">Our health as last seen.</param>
/// <param name="wanted">What the StatefulSet asks for.</param>
/// <param name="reconfiguration">Changes the configuration.</param>
/// <param name="readiness">What readiness asks of the membership.</param>
/// <param name="log">Takes each change of the sentence.</param>
internal sealed class MembershipService(
    MembershipSurvey survey, Func<HealthSnapshot> health, IWantedMembers wanted, IReconfiguration reconfiguration, Func<RunningFacts, ProbeCheck> readiness, TimeProvider time, ILogger log) : ISupportingService
{
    /// <summary>How long a change that was refused is not tried again: the same request would be refused again.</summary>
    public static readonly TimeSpan BackOff = TimeSpan.FromSeconds(30);

    private readonly MembershipClock _clock = new(time);
    private readonly MembershipPace _pace = new(time);
    private volatile State _state = new(
        new(null, null, MembershipState.Unknown, "the membership was not looked at yet", []), ProbeCheck.Failed("membership", "the membership was not looked at yet"));
    private (string Sentence, long At)? _refused;
    private string? _said;

    public string Name => "membership";

    /// <summary>The membership as last seen.</summary>
    public MembershipView View => _state.View;

    /// <summary>Whether this member is ready as far as the membership goes.</summary>
    public ProbeCheck Readiness => _state.Readiness;

    public async Task RunAsync(CancellationToken stopping)
    {
        for (; ; await Task.Delay(MembershipPace.Tick, time, stopping).ConfigureAwait(false))
        {
            var seen = MemberReportBuilder.Of(survey.Self.Id, survey.Self.Host, health());
            if (_pace.IsDue(new(survey.Configuration, wanted.Last, seen.Serving, seen.Draining))) await StepAsync(stopping).ConfigureAwait(false);
        }
    }

    private async Task StepAsync(CancellationToken stopping)
    {
        var (facts, need) = _clock.Measure(await survey.AskAsync(wanted.Last, stopping).ConfigureAwait(false));
        var decision = RunningDecision.Decide(facts, need);
        var (state, sentence) = (MembershipStates.Of(decision.Action), decision.Sentence);
        if (facts.Configuration is null) state = MembershipState.Unknown;
        var ready = readiness(facts);
        if (decision.Target is not null) (state, sentence) = await ActAsync(facts, need!, ready, stopping).ConfigureAwait(false);
        Publish(facts, state, sentence, ready);
    }

    /// <summary>Reads the StatefulSet consistently, decides by it, and makes the change.</summary>
    private async Task<(MembershipState State, string Sentence)> ActAsync(RunningFacts facts, MembershipNeed need, ProbeCheck ready, CancellationToken stopping)
    {
        if (_refused is { } earlier && time.GetElapsedTime(earlier.At) < BackOff) return (MembershipState.Refused, earlier.Sentence);
        _refused = null;
        var began = time.GetTimestamp();
        var range = await wanted.ReadAsync(stopping).ConfigureAwait(false);
        // Where that took long, what the peers told is old.
        var peers = time.GetElapsedTime(began) < MembershipSurvey.Deadline ? facts : await survey.AskAsync(range, stopping).ConfigureAwait(false);
        facts = peers with { Wanted = range, NewcomersFor = facts.NewcomersFor, DueFor = facts.DueFor };
        if (facts.Configuration is null) return (MembershipState.Unknown, "no configuration is known any more");
        var now = MembershipNeed.Of(facts, facts.Configuration);
        if (!now.IsSameAs(need)) facts = facts with { DueFor = TimeSpan.Zero };
        var decision = RunningDecision.Decide(facts, now);
        if (decision.Target is null) return (MembershipStates.Of(decision.Action), decision.Sentence);

        Publish(facts, MembershipStates.Of(decision.Action), decision.Sentence, ready);
        switch (await reconfiguration.RunAsync(configuration => decision.TargetFor(facts, configuration), stopping).ConfigureAwait(false))
        {
            case ReconfigurationResult.Refused { Sentence: var sentence }:
                _refused = ($"{decision.Sentence}: {sentence}", time.GetTimestamp());
                return (MembershipState.Refused, _refused.Value.Sentence);
            case ReconfigurationResult.TryAgain { Sentence: var sentence }:
                return (MembershipStates.Of(decision.Action), $"{decision.Sentence}; not done yet: {sentence}");
            case ReconfigurationResult.Done { Configuration: var configuration }:
                return (MembershipState.Waiting, $"done: configuration {configuration.VersionText} has {configuration.Topology.Participants.Count} voters");
            default:
                return (MembershipState.Waiting, "the committed configuration needs no such change; looking again");
        }
    }

    private void Publish(RunningFacts facts, MembershipState state, string sentence, ProbeCheck ready)
    {
        _state = new(MembershipView.Of(facts, state, sentence), ready);
        _pace.Asked(state == MembershipState.Settled && ready.Pass, sentence != _said);
        if (sentence == _said) return;
        _said = sentence;
        log.Log(state == MembershipState.Refused ? LogLevel.Warning : LogLevel.Information, "membership: {Sentence}", sentence);
    }

    private sealed record State(MembershipView View, ProbeCheck Readiness);
}
