using Microsoft.Extensions.Logging;
using ZkAgent.Core.Membership;
using ZkAgent.Resilience;

namespace ZkAgent.Membership;

/// <summary>What comes before a stop with dynamic membership: a member that stops for good leaves the configuration, any other passes the departure gate.</summary>
/// <param name="survey">Gathers what is known.</param>
/// <param name="wanted">What the StatefulSet asks for.</param>
/// <param name="reconfiguration">Changes the configuration.</param>
/// <param name="gate">The departure gate.</param>
/// <param name="log">Takes each change of the decision.</param>
internal sealed class MembershipDeparture(
    MembershipSurvey survey, IWantedMembers wanted, IReconfiguration reconfiguration, Func<CancellationToken, Task<string>> gate, TimeProvider time, ILogger log)
{
    /// <summary>Returns when this member can stop without harm to the ensemble.</summary>
    /// <param name="cancel">Cancelled when the time limit is over; the others remove a member that could not leave.</param>
    /// <returns>Why, in a sentence.</returns>
    public async Task<string> PassAsync(CancellationToken cancel)
    {
        var attempt = new LeavingAttempt(survey, wanted, reconfiguration, time, log);
        // An attempt that was cancelled between two rounds has no result.
        var decided = await Pipelines.Leaving(time).ExecuteAsync(async stop => await attempt.RoundAsync(stop).ConfigureAwait(false), cancel).ConfigureAwait(false)
            ?? throw new OperationCanceledException(cancel);
        return decided.Action == StoppingAction.PassGate ? await gate(cancel).ConfigureAwait(false) : decided.Sentence;
    }
}
