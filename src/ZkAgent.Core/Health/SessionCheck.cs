using ZkAgent.Core.Text;

namespace ZkAgent.Core.Health;

/// <summary>What came of opening and closing a session: it catches a server that answers four-letter words but serves no client.</summary>
/// <param name="Problem">Why it failed; null where the session came and went.</param>
/// <param name="At">When it was over.</param>
/// <param name="Took">How long it took.</param>
public sealed record SessionCheck(string? Problem, DateTimeOffset At, TimeSpan Took)
{
    public const string Name = "session";

    public bool Pass => Problem is null;

    /// <summary>The check still says something: made in the time that the server serves now, not before an election or a restart.</summary>
    public bool SaysSomethingOf(HealthSnapshot health) => health.State == HealthState.Serving && At >= health.Since;

    /// <summary>As a line of a probe's answer, which it informs and does not decide: one lost race with an election is no reason to send clients away.</summary>
    /// <param name="check">The last check; null where there was none yet.</param>
    /// <param name="health">The health as of the last sample.</param>
    /// <param name="asked">When the question came.</param>
    /// <returns>Null where there is nothing to say.</returns>
    public static ProbeCheck? Describe(SessionCheck? check, HealthSnapshot health, DateTimeOffset asked)
    {
        if (check is null || !check.SaysSomethingOf(health)) return null;
        var age = $"{DurationFormat.Duration(asked - check.At)} ago";
        return check.Problem is { } problem
            ? ProbeCheck.Failed(Name, $"{problem} ({age})")
            : ProbeCheck.Passed(Name, $"opened and closed in {DurationFormat.Duration(check.Took)}, {age}");
    }
}
