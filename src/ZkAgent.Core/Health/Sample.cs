using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Health;

/// <summary>One sample of a server: what it answered to srvr and mntr, at one moment.</summary>
/// <param name="At">When the answers were there.</param>
/// <param name="Took">How long they took together.</param>
/// <param name="Srvr">The answer to srvr, which every whitelist allows.</param>
/// <param name="Mntr">The answer to mntr; null where srvr's made the question pointless.</param>
public sealed record Sample(DateTimeOffset At, TimeSpan Took, FourLetterAnswer Srvr, FourLetterAnswer? Mntr)
{
    /// <summary>One of the two answers says there is no quorum. Between two exchanges a server may lose it: the worse answer counts.</summary>
    public bool NotServing { get; } = Srvr.Kind == AnswerKind.NotServing || Mntr?.Kind == AnswerKind.NotServing;

    /// <summary>What the server says of itself; null where it does not serve or gave no content.</summary>
    public ServerReport? Report { get; private init; } =
        Srvr.Kind == AnswerKind.NotServing || Mntr?.Kind == AnswerKind.NotServing ? null : ServerReport.Of(Srvr, Mntr);

    /// <summary>Why the server does not serve, as its agent says it; null where it serves, or no agent was asked.</summary>
    public string? Explanation { get; init; }

    /// <summary>The process took a connection and did something with it.</summary>
    public bool ShowsLife => Srvr.ShowsLife || Mntr is { ShowsLife: true };

    /// <summary>A four-letter word was understood and answered, be it with a refusal.</summary>
    public bool Answered => Understood(Srvr) || Mntr is { } mntr && Understood(mntr);

    /// <summary>What came of it in words, short enough for a table's cell.</summary>
    public string Reason => Srvr.Kind is AnswerKind.NotWhitelisted && Mntr is not null ? Mntr.Reason : Srvr.Reason;

    /// <summary>A sample that another agent took: we have its report and not the answers.</summary>
    /// <param name="at">When it was told.</param>
    /// <param name="took">How long the agent took to answer.</param>
    /// <param name="state">The state that the agent sees its server in.</param>
    /// <param name="report">What the server says of itself; null where it says nothing.</param>
    /// <param name="sentence">The state with its reason; null or empty where the agent gives none.</param>
    public static Sample Told(DateTimeOffset at, TimeSpan took, string state, ServerReport? report, string? sentence = null)
    {
        var answer = report is not null ? FourLetterAnswer.OfText(FourLetterWords.Srvr, $"{SrvrLabels.Mode}: {report.Mode.Word()}")
            : state == HealthState.Looking.Word() ? FourLetterAnswer.OfText(FourLetterWords.Srvr, FourLetterWords.NotServing)
            : FourLetterAnswer.Without(AnswerKind.Refused, state);
        return new Sample(at, took, answer, null) { Report = report, Explanation = report is null && sentence is { Length: > 0 } ? sentence : null };
    }

    /// <summary>The same sample, judged by groups and weights where there are any: mntr counts voters, whatever their weight.</summary>
    /// <param name="rule">Which servers are a quorum.</param>
    /// <param name="server">The server that was sampled.</param>
    public Sample Under(QuorumRule rule, ServerId server) => Report is { } report && !rule.CountsHeads
        ? this with { Report = report with { FollowersNeeded = rule.FewestOthers(server) } }
        : this;

    /// <summary>The same sample with a report that ZooKeeper did not give itself.</summary>
    public Sample WithReport(ServerReport report) => this with { Report = report };

    private static bool Understood(FourLetterAnswer answer) =>
        answer.Kind is AnswerKind.Text or AnswerKind.NotServing or AnswerKind.NotWhitelisted;
}
